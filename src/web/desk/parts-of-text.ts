import type { ViolationView } from '../../api/guard.ts';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly level: ViolationView['level'];
}

/** The text in pieces; where spans overlap, the first has its say. */
export function partsOf(text: string, spans: readonly Span[]) {
  const parts: { at: number; part: string; level: Span['level'] | null }[] = [];
  let place = 0;
  for (const { start, end, level } of spans) {
    if (end <= place) continue;
    const from = Math.max(start, place);
    if (from > place) parts.push({ at: place, part: text.slice(place, from), level: null });
    parts.push({ at: from, part: text.slice(from, end), level });
    place = end;
  }
  if (place < text.length) parts.push({ at: place, part: text.slice(place), level: null });
  return parts;
}
