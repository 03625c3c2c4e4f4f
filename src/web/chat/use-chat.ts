import { useEffect, useState } from 'preact/hooks';
import type { Chat } from './chat.ts';
import type { ChatState } from './chat-store.ts';

/** The chat's state, drawn again whenever it changes. */
export function useChat(chat: Chat): ChatState {
  const [state, setState] = useState(chat.state());
  useEffect(() => {
    const read = () => setState(chat.state());
    read(); // it may have changed between the first drawing and now
    return chat.subscribe(read);
  }, [chat]);
  return state;
}
