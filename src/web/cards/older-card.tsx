import type { ComponentChildren, JSX } from 'preact';
import { ChevronIcon } from './icons.tsx';

/** A card that a newer one has replaced: one line, which still opens. */
export function OlderCard({
  line,
  children,
}: {
  readonly line: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <details class="older">
      <summary>
        <span>{line}</span>
        <ChevronIcon />
      </summary>
      {children}
    </details>
  );
}

/** Marks the card that holds now, where there are several. */
export function NewestTag(): JSX.Element {
  return <span class="tag newest">最新</span>;
}
