import { numberAt } from './number-at.ts';

/** Parameters of Okapi BM25 (Robertson and Zaragoza 2009). */
export interface Bm25Params {
  /** How soon repetition of a word stops counting. */
  readonly k1: number;
  /** How much a long document is held back: 0 not at all, 1 in proportion. */
  readonly b: number;
}

/** The textbook's values; on short FAQ entries they were never far from the best. */
const defaultBm25: Bm25Params = { k1: 1.2, b: 0.75 };

/** A word repeated in a question counts at most this often. */
const mostRepeats = 2;

/** The tokens of a question as an index knows them. */
export interface Query {
  /** Each known term as often as it counts. */
  readonly terms: readonly number[];
  /** The idf of all tokens together, each as often as it counts; a token that no document holds is the rarest. */
  readonly worth: number;
}

/**
 * What an index holds, as data that can be kept. The weight of a word in a document does not depend on the question, so it is computed
 * once and stored with the posting:
 *
 *     term   退货   运费   几天
 *     start  0      3      5     6          postings of term t lie in start[t] .. start[t + 1], by document
 *     docs   0 2 5  1 2    0
 *     impact . . .  . .    .                idf(t) · tf · (k1 + 1) / (tf + k1 · (1 - b + b · length / average))
 */
export interface Postings {
  /** How many documents there are. */
  readonly size: number;
  /** The number of each term. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly start: Uint32Array;
  readonly docs: Uint32Array;
  readonly impact: Float64Array;
  /** How rare each term is. */
  readonly idfs: Float64Array;
}

/** BM25 over tokens, immutable. */
export interface InvertedIndex {
  ask(tokens: readonly string[]): Query;
  /** Adds `weight` times the BM25 score of each document to `scores`. */
  addScores(scores: Float64Array, query: Query, weight: number): void;
  /** The BM25 score of one document. */
  scoreOf(doc: number, query: Query): number;
  /** How rare a token is (idf); one that no document holds is the rarest. */
  idfOf(token: string): number;
}

export function openInvertedIndex(postings: Postings): InvertedIndex {
  const { size, vocabulary, start, docs, impact, idfs } = postings;
  const rarest = idfOf(0, size);
  const ask = createAsk(vocabulary, (term) => (term === undefined ? rarest : numberAt(idfs, term)));
  return {
    ask,
    addScores(scores, { terms }, weight) {
      for (const term of terms) {
        const end = start[term + 1] ?? 0;
        for (let place = start[term] ?? 0; place < end; place += 1) {
          const doc = docs[place] ?? 0;
          scores[doc] = (scores[doc] ?? 0) + weight * (impact[place] ?? 0);
        }
      }
    },
    scoreOf(doc, { terms }) {
      let score = 0;
      for (const term of terms) {
        const place = placeOf(doc, docs, [numberAt(start, term), numberAt(start, term + 1)]);
        if (place !== undefined) score += numberAt(impact, place);
      }
      return score;
    },
    idfOf(token) {
      const term = vocabulary.get(token);
      return term === undefined ? rarest : numberAt(idfs, term);
    },
  };
}

/** Counts and weighs the tokens of all documents. */
export function writePostings(
  documents: readonly (readonly string[])[],
  { k1, b }: Bm25Params = defaultBm25,
): Postings {
  const { vocabulary, terms, ends, documentCounts } = numberTerms(documents);
  const idfs = Float64Array.from(documentCounts, (count) => idfOf(count, documents.length));
  const start = new Uint32Array(vocabulary.size + 1);
  for (const [term, count] of documentCounts.entries())
    start[term + 1] = numberAt(start, term) + count;
  const docs = new Uint32Array(numberAt(start, vocabulary.size));
  const impact = new Float64Array(docs.length);
  const next = start.slice();
  const average = terms.length / documents.length;
  /** How often each term stands in the document at hand; 0 again behind it. */
  const frequencies = new Uint32Array(vocabulary.size);
  for (let doc = 0; doc < documents.length; doc += 1) {
    const own = terms.subarray(numberAt(ends, doc - 1), numberAt(ends, doc));
    for (const term of own) frequencies[term] = numberAt(frequencies, term) + 1;
    const damping = k1 * (1 - b + (b * own.length) / average);
    for (const term of own) {
      const frequency = numberAt(frequencies, term);
      if (frequency === 0) continue;
      frequencies[term] = 0;
      const place = numberAt(next, term);
      next[term] = place + 1;
      docs[place] = doc;
      impact[place] = (numberAt(idfs, term) * frequency * (k1 + 1)) / (frequency + damping);
    }
  }
  return { size: documents.length, vocabulary, start, docs, impact, idfs };
}

function createAsk(
  vocabulary: ReadonlyMap<string, number>,
  idfOfTerm: (term: number | undefined) => number,
): (tokens: readonly string[]) => Query {
  // Between two questions all counts are 0.
  const counts = new Uint8Array(vocabulary.size);
  const isSpent = (term: number) => {
    if (counts[term] === mostRepeats) return true;
    counts[term] = numberAt(counts, term) + 1;
    return false;
  };
  return (tokens) => {
    const terms: number[] = [];
    let known = 0;
    let worth = 0;
    for (const token of tokens) {
      const term = vocabulary.get(token);
      if (term === undefined) continue;
      known += 1;
      if (isSpent(term)) continue;
      terms.push(term);
      worth += idfOfTerm(term);
    }
    for (const term of terms) counts[term] = 0;
    if (known < tokens.length) worth += countUnknown(tokens, vocabulary) * idfOfTerm(undefined);
    return { terms, worth };
  };
}

/** Where `doc` stands among documents in their order, from one place up to another. */
function placeOf(
  doc: number,
  docs: Uint32Array,
  [from, to]: readonly [number, number],
): number | undefined {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numberAt(docs, middle) < doc) low = middle + 1;
    else high = middle;
  }
  return low < to && docs[low] === doc ? low : undefined;
}

function countUnknown(tokens: readonly string[], vocabulary: ReadonlyMap<string, number>): number {
  const counts = new Map<string, number>();
  for (const token of tokens)
    if (!vocabulary.has(token))
      counts.set(token, Math.min(mostRepeats, (counts.get(token) ?? 0) + 1));
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

/** Lucene's idf: never negative, also for a word that most documents hold. */
function idfOf(documentCount: number, size: number): number {
  return Math.log(1 + (size - documentCount + 0.5) / (documentCount + 0.5));
}

/** All documents as numbers of terms, one after the other: that of `doc` ends before `ends[doc]`. */
function numberTerms(documents: readonly (readonly string[])[]) {
  const vocabulary = new Map<string, number>();
  const terms = new Uint32Array(documents.reduce((sum, tokens) => sum + tokens.length, 0));
  const ends = new Uint32Array(documents.length);
  const documentCounts: number[] = [];
  /** The last document that held a term. */
  const lastHolders: number[] = [];
  let end = 0;
  for (const [doc, tokens] of documents.entries()) {
    for (const token of tokens) {
      let term = vocabulary.get(token);
      if (term === undefined) {
        term = vocabulary.size;
        vocabulary.set(token, term);
        documentCounts.push(0);
      }
      if (lastHolders[term] !== doc) documentCounts[term] = (documentCounts[term] ?? 0) + 1;
      lastHolders[term] = doc;
      terms[end] = term;
      end += 1;
    }
    ends[doc] = end;
  }
  return { vocabulary, terms, ends, documentCounts };
}
