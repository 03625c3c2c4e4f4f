/** What stands between braces in a sentence of a table: a fact, an outcome, or `input.reason`. */
const placeholder = /\{([a-z][a-z0-9_]*(?:\.reason)?)\}/g;

/** The last day of the row's `window_days`; by how many days that was missed. */
export const lastDay = 'last_day';
export const daysOver = 'days_over';

export function placeholdersIn(text: string): readonly string[] {
  return [...text.matchAll(placeholder)].map((match) => match[1] ?? '');
}

/** Puts in what `textOf` knows; the rest stays as it is. */
export function fill(text: string, textOf: (name: string) => string | undefined): string {
  return text.replace(placeholder, (whole, name: string) => textOf(name) ?? whole);
}

/** `freight_payer` of `{freight_payer.reason}`. */
export function reasonOf(name: string): string | null {
  return name.endsWith('.reason') ? name.slice(0, -'.reason'.length) : null;
}
