import { render } from 'preact';
import { createChat } from './chat.ts';
import { ChatPage } from './chat-page.tsx';
import { followViewport } from './follow-viewport.ts';

const root = document.getElementById('chat');
if (root !== null) {
  followViewport();
  render(<ChatPage chat={createChat()} />, root);
}
