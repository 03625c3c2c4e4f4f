import type { JSX } from 'preact';
import { dayText, epochDay } from './shop-days.ts';

/** Text as it was written, line by line; a step or a point hangs its further lines under its words. Never HTML. */
export function MessageText({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="text">
      {text.split('\n').map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </div>
  );
}

/** What the shopper said. A day goes out as `YYYY-MM-DD`, and is shown as people say it. */
export function OwnText(props: { readonly text: string; readonly now: number }): JSX.Element {
  const { text, now } = props;
  return <MessageText text={epochDay(text) === null ? text : dayText(text, now)} />;
}

function Line({ line }: { readonly line: string }): JSX.Element {
  const [, mark, rest] = /^\s*(\d{1,2}[.、．)）]|[-•·])\s*(\S.*)$/.exec(line) ?? [];
  if (mark === undefined) return <p>{line}</p>;
  return (
    <p class="step">
      <span>{mark === '-' ? '•' : mark}</span> <span>{rest}</span>
    </p>
  );
}
