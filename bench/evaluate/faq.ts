import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { parseRevision } from '../../src/knowledge/revision.ts';
import { wilsonInterval } from '../../src/nlu/evaluation/wilson-interval.ts';
import { faqWriters, readFaqQuestions } from '../../test/evaluation/faq-questions.ts';
import {
  type AskedQuestion,
  askAll,
  scoreFaq,
  trustworthiness,
} from '../../test/evaluation/score-faq.ts';
import { searchAsTheBot } from '../../test/evaluation/search-as-the-bot.ts';
import { percent, printTable } from './tables.ts';

const kinds = ['answerable', 'false-premise', 'unanswerable'] as const;

/** Held-out questions of writers who saw no entry: how many are answered, asked back, kept back, and each miss. */
export async function evaluateFaq(): Promise<void> {
  const { revision } = parseRevision((await readKnowledgeFolder('knowledge')).files);
  if (!revision) throw new Error('the knowledge folder has errors: run npm run knowledge:check');
  const search = searchAsTheBot(revision);
  for (const writer of faqWriters) {
    const asked = askAll(search, readFaqQuestions(writer));
    console.log(`\n## Answers: held-out questions of writer ${writer}\n`);
    printScores(asked);
    const uncited = asked.filter(({ result }) => result.hits[0]?.entry.citations.length === 0);
    console.log(
      `\nAUROC of the confidence (a right first hit against a wrong one): ${trustworthiness(asked).toFixed(3)}; first hits without a clause: ${uncited.length}`,
    );
    printMisses(asked);
  }
}

function printScores(asked: readonly AskedQuestion[]): void {
  printTable(
    [
      'kind',
      'asked',
      'right (95 %)',
      'of it at once',
      'wrong',
      'not told wrongly',
      'R@1',
      'R@3',
      'MRR@3',
    ],
    kinds.map((kind) => {
      const score = scoreFaq(asked.filter((one) => one.kind === kind));
      const { low, high } = wilsonInterval(Math.round(score.right * score.count), score.count);
      return [
        kind,
        score.count,
        `${percent(score.right)} (${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)})`,
        percent(score.told),
        percent(score.wrong),
        percent(1 - score.wrong),
        percent(score.recallAt1),
        percent(score.recallAt3),
        score.mrr.toFixed(3),
      ];
    }),
  );
}

/** Wrong answers first; of what was kept back only questions that have an answer. */
function printMisses(asked: readonly AskedQuestion[]): void {
  const wrong = asked.filter(({ outcome }) => outcome === 'wrong');
  const kept = asked.filter(({ outcome, entries }) => outcome === 'kept' && entries.length > 0);
  const unwritten = asked.filter(
    ({ kind, entries }) => kind !== 'unanswerable' && entries.length === 0,
  );
  console.log(`\nTold wrongly (${wrong.length}):\n`);
  printMissTable(wrong);
  console.log(`\nNot found or not dared (${kept.length}):\n`);
  printMissTable(kept);
  console.log(`\nNo entry answers (${unwritten.length}), counted as misses above:\n`);
  for (const { question } of unwritten) console.log(`- ${question}`);
}

function printMissTable(missed: readonly AskedQuestion[]): void {
  printTable(
    ['question', 'kind', 'zone', 'confidence', 'hits', 'right'],
    missed.map(({ question, kind, result, entries }) => [
      question,
      kind,
      result.zone,
      result.confidence.toFixed(2),
      result.hits.map(({ entry }) => entry.id).join(' '),
      entries.join(' '),
    ]),
  );
}
