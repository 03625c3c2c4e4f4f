import { DatabaseSync } from 'node:sqlite';
import MiniSearch from 'minisearch';
import type { FaqEntry } from '../../src/knowledge/faq-entry.ts';
import { normalise } from '../../src/nlu/normalise.ts';
import type { Segmenter } from '../../src/nlu/segmenter.ts';
import { createFaqIndex, wordingsOf } from '../../src/search/faq-index.ts';
import { withoutFillers } from '../../src/search/tokens.ts';
import { tokensOf } from './corpus.ts';

/** The ids of the three best entries. */
type Query = (question: string) => readonly string[];

export const engineNames = ['ours', 'minisearch', 'fts5'] as const;
export type EngineName = (typeof engineNames)[number];

type Build = (entries: readonly FaqEntry[], segmenter: Segmenter) => Query;

const shown = 3;

/** All get the same entries, the same normalised question and the same tokens; two fields, the answer at half weight. */
export const engines: Readonly<Record<EngineName, Build>> = {
  ours(entries, segmenter) {
    const index = createFaqIndex(
      entries.map((entry) => ({ entry, clauses: '' })),
      { segmenter },
    );
    return (question) =>
      index.rank(index.cut(question), { limit: shown }).map(({ entry }) => entry.id);
  },
  minisearch(entries, segmenter) {
    const engine = new MiniSearch<Document>({
      fields: ['wordings', 'answer'],
      tokenize: (text) => [...tokensOf(text, segmenter)],
      processTerm: (term) => term,
      searchOptions: { boost: { answer: 0.5 } },
    });
    engine.addAll(entries.map(documentOf));
    return (question) =>
      engine
        .search(asAsked(question))
        .slice(0, shown)
        .map(({ id }) => String(id));
  },
  fts5(entries, segmenter) {
    const database = new DatabaseSync(':memory:');
    database.exec(
      "create virtual table entry using fts5(id unindexed, wordings, answer, tokenize = 'unicode61')",
    );
    const insert = database.prepare('insert into entry values (?, ?, ?)');
    const spaced = (text: string) => tokensOf(text, segmenter).map(plain).join(' ');
    database.exec('begin');
    for (const { id, wordings, answer } of entries.map(documentOf))
      insert.run(id, spaced(wordings), spaced(answer));
    database.exec('commit');
    const select = database.prepare(
      `select id from entry where entry match ? order by bm25(entry, 0, 1, 0.5) limit ${shown}`,
    );
    return (question) => {
      const tokens = [...new Set(tokensOf(asAsked(question), segmenter).map(plain))];
      return select
        .all(tokens.map((token) => `"${token}"`).join(' OR '))
        .map(({ id }) => String(id));
    };
  },
};

interface Document {
  readonly id: string;
  readonly wordings: string;
  readonly answer: string;
}

function documentOf(entry: FaqEntry): Document {
  const wordings = wordingsOf(entry).map((wording) => normalise(wording).text);
  return { id: entry.id, wordings: wordings.join('\n'), answer: normalise(entry.answer).text };
}

function asAsked(question: string): string {
  return withoutFillers(normalise(question).text);
}

/** Letters only: FTS5 cuts at signs. */
function plain(token: string): string {
  return token.replace(/[^\p{L}\p{N}]/gu, '');
}
