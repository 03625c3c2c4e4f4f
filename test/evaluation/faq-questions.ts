import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Who wrote held-out questions; test/evaluation/faq/README.md tells how. */
export const faqWriters = ['1', '2', '3'] as const;
export type FaqWriter = (typeof faqWriters)[number];

export interface FaqQuestion {
  readonly kind: 'answerable' | 'false-premise' | 'unanswerable';
  readonly question: string;
  /** Entries that give a right answer. None: nothing in the knowledge does. */
  readonly entries: readonly string[];
}

interface Line {
  readonly kind: 'answerable' | 'unanswerable';
  readonly question: string;
  readonly truth?: string;
}

const folder = join(import.meta.dirname, 'faq');

/** The questions of one writer with the entries that answer them. */
export function readFaqQuestions(writer: FaqWriter): readonly FaqQuestion[] {
  const entries = JSON.parse(
    readFileSync(join(folder, `writer-${writer}.entries.json`), 'utf8'),
  ) as Readonly<Record<string, readonly string[]>>;
  return readFileSync(join(folder, `writer-${writer}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((text): FaqQuestion => {
      const { kind, question, truth } = JSON.parse(text) as Line;
      const own = entries[question] ?? [];
      return {
        kind: kind === 'unanswerable' && truth !== undefined ? 'false-premise' : kind,
        question,
        entries: own,
      };
    });
}
