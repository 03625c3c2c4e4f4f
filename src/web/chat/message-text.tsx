import type { JSX } from 'preact';

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

function Line({ line }: { readonly line: string }): JSX.Element {
  const [, mark, rest] = /^\s*(\d{1,2}[.、．)）]|[-•·])\s*(\S.*)$/.exec(line) ?? [];
  if (mark === undefined) return <p>{line}</p>;
  return (
    <p class="step">
      <span>{mark === '-' ? '•' : mark}</span> <span>{rest}</span>
    </p>
  );
}
