import type { FaqEntry } from '../src/knowledge/faq-entry.ts';
import { readKnowledgeFolder } from '../src/knowledge/read-knowledge-folder.ts';
import { parseRevision } from '../src/knowledge/revision.ts';
import { createRsSegmenter } from '../src/nlu/rs-segmenter.ts';
import { withUserWords } from '../src/nlu/with-user-words.ts';
import { createFaqIndex } from '../src/search/faq-index.ts';
import { createFaqSearch } from '../src/search/search-answers.ts';
import { nearMisses, unanswerable } from './search-zones-lines.ts';
import { percentile } from './support/percentiles.ts';

// How long a question takes, how that grows with the entries, and what the parts cost in memory: node bench/search.ts.
// The floor is BM25 without an index: the same three channels counted over every entry (MiniSearch is not installed).

const startRss = process.memoryUsage.rss();
const { revision } = parseRevision((await readKnowledgeFolder('knowledge')).files);
if (!revision) throw new Error('the knowledge folder has errors: run npm run knowledge:check');
const shop = revision;
const { entries, userDict } = shop;
const afterRevision = process.memoryUsage.rss();
const segmenter = createRsSegmenter();
segmenter.cut('热身');
const afterSegmenter = process.memoryUsage.rss();
const questions = [
  ...unanswerable,
  ...nearMisses,
  ...entries.map((entry) => `请问${entry.question}呢`),
];

createFaqSearch(revision, segmenter)('热身');
const afterIndex = process.memoryUsage.rss();
console.log(
  `memory: files ${mb(afterRevision - startRss)}, segmenter ${mb(afterSegmenter - afterRevision)}, index ${mb(afterIndex - afterSegmenter)}, whole process ${mb(afterIndex)}`,
);
for (const size of [entries.length, 1000, 10_000]) measure(size);

function measure(size: number): void {
  const many = enough(size);
  const before = performance.now();
  const search = createFaqSearch({ ...shop, entries: many }, segmenter);
  const buildMs = performance.now() - before;
  const index = indexOf(many);
  const bruteForce = createBruteForce(size);
  const asked = questions.map((question) => index.cut(question));
  const ours = time(questions, (question) => search(question));
  const ranks = time(asked, (cut) => index.rank(cut, { limit: 3 }));
  const floor = time(asked.slice(0, size > 1000 ? 20 : asked.length), (cut) => bruteForce(cut));
  console.log(
    `${size} entries: built in ${buildMs.toFixed(0)} ms; question ${ours}; of it ranking ${ranks}; ranking without an index ${floor}`,
  );
}

function indexOf(many: readonly FaqEntry[]) {
  return createFaqIndex(
    many.map((entry) => ({ entry, clauses: '' })),
    { segmenter: withUserWords(segmenter, userDict) },
  );
}

/** The shipped entries, and more of them with the wordings mixed. */
function enough(size: number) {
  return Array.from({ length: size }, (_, at) => {
    const own = entries[at % entries.length];
    const other = entries[(at * 7 + Math.floor(at / entries.length)) % entries.length];
    if (!own || !other) throw new Error('the knowledge folder has no entries');
    if (at < entries.length) return own;
    return {
      ...own,
      question: `${own.question}${other.question}`,
      variants: [...own.variants.slice(0, 3), ...other.variants.slice(0, 3)],
    };
  });
}

function createBruteForce(size: number) {
  const index = indexOf(enough(size));
  const documents = Array.from({ length: size }, (_, place) => index.wordingsAt(place));
  const texts = (['words', 'bigrams', 'chars'] as const).map((channel) => ({
    channel,
    all: documents.map((wordings) => wordings.flatMap((wording) => wording[channel])),
  }));
  return (question: ReturnType<typeof index.cut>) =>
    texts.map(({ channel, all }) => {
      const average = all.reduce((sum, tokens) => sum + tokens.length, 0) / all.length;
      const terms = [...new Set(question[channel])].map((term) => ({
        term,
        holding: all.filter((tokens) => tokens.includes(term)).length,
      }));
      return all.map((tokens) =>
        terms.reduce((sum, { term, holding }) => {
          const frequency = tokens.filter((token) => token === term).length;
          const idf = Math.log(1 + (size - holding + 0.5) / (holding + 0.5));
          return (
            sum +
            (idf * frequency * 2.2) / (frequency + 1.2 * (0.25 + (0.75 * tokens.length) / average))
          );
        }, 0),
      );
    });
}

function time<T>(inputs: readonly T[], run: (input: T) => unknown): string {
  for (const input of inputs.slice(0, 50)) run(input);
  const spent = inputs.map((input) => {
    const before = performance.now();
    run(input);
    return performance.now() - before;
  });
  return `p50 ${percentile(spent, 0.5).toFixed(3)} ms p99 ${percentile(spent, 0.99).toFixed(3)} ms`;
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
