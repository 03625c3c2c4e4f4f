/** Words beside a finding that make it none: a warning, a quotation, a refusal. */
export interface Excuse {
  /** Before it, in the same clause. */
  readonly before: RegExp | null;
  /** Anywhere in the same sentence. */
  readonly near: RegExp | null;
  /** Looks like an excuse, and is the opposite: 不用走平台，加我微信. */
  readonly not: RegExp | null;
}

/** Whether what stands at `[start, end)` is excused by the words around it. */
export function isExcused(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  excuses: readonly Excuse[],
): boolean {
  const sentence = text.slice(beginOf(text, start, /[.;!?\n]/u), endOf(text, end));
  // The last character of a finding can be a question, and never a cue: 有微信不.
  // It begins with the mark before it, so that a cue can ask for the edge.
  const begin = beginOf(text, start, /[,.;!?\n]/u);
  const clause = text.slice(Math.max(0, begin - 1), Math.max(start, end - 1));
  return excuses.some(
    ({ before, near, not }) =>
      has(sentence, near) || has(not === null ? clause : clause.replace(not, '\n'), before),
  );
}

function has(text: string, pattern: RegExp | null): boolean {
  return pattern !== null && text.search(pattern) >= 0;
}

function beginOf(text: string, start: number, border: RegExp): number {
  for (let place = start - 1; place >= 0; place -= 1)
    if (border.test(text.charAt(place))) return place + 1;
  return 0;
}

function endOf(text: string, end: number): number {
  const found = text.slice(end).search(/[.;!?\n]/u);
  return found < 0 ? text.length : end + found;
}
