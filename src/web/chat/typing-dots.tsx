import type { JSX } from 'preact';

/** Somebody is writing. */
export function TypingDots({ speaker }: { readonly speaker: 'bot' | 'agent' }): JSX.Element {
  return (
    <div class={`row row-${speaker}`}>
      <div class="bubble dots">
        <i />
        <i />
        <i />
        <span class="unseen">{speaker === 'agent' ? '客服正在输入' : '正在查找答案'}</span>
      </div>
    </div>
  );
}
