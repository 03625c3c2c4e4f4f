import { type RefObject, useEffectEvent, useLayoutEffect } from 'react';
import { isSendKey } from '../shared/is-send-key.ts';
import { type Composition, canSend, longestReply } from './composition.ts';
import { MarkedText } from './marked-text.tsx';

/** From here on the agent is told how much is left. */
const countFrom = 3800;

interface ComposerProps {
  readonly box: RefObject<HTMLTextAreaElement | null>;
  readonly composition: Composition;
  readonly onWrite: (text: string) => void;
  readonly onSend: () => void;
  readonly onGiveUp: () => void;
}

/** Where an agent writes. */
export function Composer({ box, composition, onWrite, onSend, onGiveUp }: ComposerProps) {
  const { text, phase, hindrance } = composition;
  useGrowingBox(box, text);
  return (
    <form
      className="compose"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <div className="compose-box">
        {hindrance?.kind === 'guarded' && (
          <MarkedText text={text} violations={hindrance.found.violations} />
        )}
        <textarea
          ref={box}
          rows={2}
          value={text}
          readOnly={phase !== 'writing'}
          aria-label="回复顾客"
          placeholder="回复顾客"
          onChange={(event) => onWrite(event.target.value)}
          onKeyDown={(event) => {
            if (!isSendKey(event.nativeEvent)) return;
            event.preventDefault();
            onSend();
          }}
        />
      </div>
      <div className="compose-line">
        <p className="note" role="status">
          <Status composition={composition} />
        </p>
        {phase === 'waiting' ? (
          <button type="button" className="button" onClick={onGiveUp}>
            先不发
          </button>
        ) : (
          <button
            type="submit"
            className="button button-solid"
            aria-disabled={!canSend(composition)}
          >
            发送
          </button>
        )}
      </div>
    </form>
  );
}

function Status({
  composition: { text, phase, suggestionId },
}: Pick<ComposerProps, 'composition'>) {
  if (phase === 'sending') return '正在发送…';
  if (phase === 'waiting') return '还没有发出，正在自动重试；文字已保存';
  const left = longestReply - text.length;
  if (left < 0) return <span className="too-long">超出 {-left} 字，请分几次发送</span>;
  if (text.length >= countFrom) return `还可以输入 ${left} 字`;
  if (suggestionId !== null) return '来自建议，发送前请核对';
  return (
    <span className="keys-hint">
      <kbd>Enter</kbd> 发送 <kbd>Shift</kbd>+<kbd>Enter</kbd> 换行
    </span>
  );
}

/** The box is as high as its text; the stylesheet stops it. */
function useGrowingBox(box: RefObject<HTMLTextAreaElement | null>, text: string): void {
  const grow = useEffectEvent(() => {
    const element = box.current;
    if (element === null) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => grow(), [text]);
}
