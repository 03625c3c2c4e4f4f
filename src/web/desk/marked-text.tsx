import type { ViolationView } from '../../api/guard.ts';
import { partsOf } from './parts-of-text.ts';

interface MarkedTextProps {
  readonly text: string;
  readonly violations: readonly ViolationView[];
}

/** What stands in the box, drawn once more beneath it with what was found marked: a box of text can mark nothing. */
export function MarkedText({ text, violations }: MarkedTextProps) {
  // The server saw it without blanks around it.
  const before = text.length - text.trimStart().length;
  const spans = violations.map(({ start, end, level }) => ({
    start: start + before,
    end: end + before,
    level,
  }));
  return (
    <div className="marked" aria-hidden="true">
      {partsOf(text, spans).map(({ at, part, level }) =>
        level === null ? (
          part
        ) : (
          <mark key={at} className={`guard-${level}`}>
            {part}
          </mark>
        ),
      )}
    </div>
  );
}
