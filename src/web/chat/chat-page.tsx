import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { AboutShop } from './about-shop.tsx';
import type { Chat } from './chat.ts';
import { ChatHeader } from './chat-header.tsx';
import { ChatLog } from './chat-log.tsx';
import { Composer } from './composer.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { TopicChips } from './topic-chips.tsx';
import { useChat } from './use-chat.ts';

/** The whole page: who speaks, what was said, what to say next. */
export function ChatPage({ chat }: { readonly chat: Chat }): JSX.Element {
  const state = useChat(chat);
  const { shop, transcript } = state;
  const title = shop === null ? '在线客服' : `${shop.name} · 在线客服`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class="page">
      <a class="skip" href="#composer">
        跳到输入框
      </a>
      <aside class="aside" aria-label="关于客服">
        <AboutShop shop={shop} />
      </aside>
      <main class="card">
        <ChatHeader shop={shop} owner={transcript.owner} onSay={chat.say} />
        <ConnectionBanner status={state.status} isOffline={state.isOffline} />
        <ChatLog state={state} chat={chat} />
        <footer class="foot">
          {transcript.owner.kind === 'bot' && <TopicChips onAsk={chat.say} />}
          <Composer onSend={chat.say} />
          <p class="disclaimer">{shop?.disclaimer ?? ' '}</p>
        </footer>
      </main>
    </div>
  );
}
