import { parseArgs } from 'node:util';
import type { FaqEntry } from '../src/knowledge/faq-entry.ts';
import { readKnowledgeFolder } from '../src/knowledge/read-knowledge-folder.ts';
import { parseRevision, type Revision } from '../src/knowledge/revision.ts';
import { createRsSegmenter } from '../src/nlu/rs-segmenter.ts';
import { withUserWords } from '../src/nlu/with-user-words.ts';
import {
  type AbstainFeatures,
  featureNames,
  measureFeatures,
} from '../src/search/abstain-features.ts';
import { createFaqIndex, type FaqIndex, wordingsOf } from '../src/search/faq-index.ts';
import { confidenceOf, zoneOf } from '../src/search/zones.ts';
import { nearMisses, unanswerable } from './search-zones-lines.ts';

// Chooses and measures the three zones: node bench/search-zones.ts [--fit] [--knowledge <folder>].
// Each wording is left out and asked: its entry must be found. Then its entry is left out too: nothing must be
// found. With --fit the weights for src/search/zones.ts are fitted and printed, and the figures are of four folds.

const { values } = parseArgs({
  options: {
    fit: { type: 'boolean', default: false },
    knowledge: { type: 'string', default: 'knowledge' },
  },
});

interface Sample {
  readonly kind: 'left-out' | 'removed' | 'near-miss' | 'off-topic';
  readonly question: string;
  readonly features: AbstainFeatures;
  /** The first hit is the right one. */
  readonly isRight: boolean;
  /** The right one is among the first three. */
  readonly isShown: boolean;
  readonly fold: number;
}

const folds = 4;
/** A tenth of the wordings is left out of all entries at once: ten indexes instead of one for each wording. */
const parts = 10;
const segmenter = remembering(createRsSegmenter().cut);
const { revision } = parseRevision((await readKnowledgeFolder(values.knowledge)).files);
if (!revision) throw new Error('the knowledge folder has errors: run npm run knowledge:check');
const samples = collect(revision);
report(samples, values.fit ? crossFitted(samples) : (sample) => confidenceOf(sample.features));
if (values.fit) printWeights(fitModel(samples));

/** Every index cuts the same texts again. */
function remembering(cut: (text: string) => readonly string[]) {
  const known = new Map<string, readonly string[]>();
  return {
    name: 'remembering',
    cut(text: string): readonly string[] {
      const words = known.get(text) ?? cut(text);
      known.set(text, words);
      return words;
    },
  };
}

function collect({ entries, userDict, clauses }: Revision): readonly Sample[] {
  const tools = { segmenter: remembering(withUserWords(segmenter, userDict).cut) };
  const indexOf = (some: readonly FaqEntry[]) =>
    createFaqIndex(
      some.map((entry) => ({
        entry,
        clauses: entry.citations.map((id) => clauses.get(id)?.text ?? '').join('\n'),
      })),
      tools,
    );
  const found: Sample[] = [];
  for (let part = 0; part < parts; part += 1) {
    const isLeftOut = (at: number) => at % parts === part;
    const index = indexOf(entries.map((entry) => lessened(entry, (at) => !isLeftOut(at))));
    for (const [place, entry] of entries.entries())
      for (const [at, question] of wordingsOf(entry).entries()) {
        if (!isLeftOut(at)) continue;
        const asked = { index, question, fold: place % folds };
        found.push(sampleOf({ ...asked, kind: 'left-out', gold: entry }));
        found.push(sampleOf({ ...asked, kind: 'removed', gold: null, without: place }));
      }
  }
  const all = indexOf(entries);
  const addAll = (kind: Sample['kind'], questions: readonly string[]) => {
    for (const [at, question] of questions.entries())
      found.push(sampleOf({ kind, index: all, question, gold: null, fold: at % folds }));
  };
  addAll('off-topic', unanswerable);
  addAll('near-miss', nearMisses);
  return found;
}

function lessened(entry: FaqEntry, isKept: (at: number) => boolean): FaqEntry {
  const [question = '', ...variants] = wordingsOf(entry).filter((_, at) => isKept(at));
  return { ...entry, question, variants };
}

interface Question {
  readonly kind: Sample['kind'];
  readonly index: FaqIndex;
  readonly question: string;
  readonly gold: FaqEntry | null;
  readonly fold: number;
  /** Place of the entry that counts as gone. */
  readonly without?: number;
}

function sampleOf({ kind, index, question, gold, fold, without }: Question): Sample {
  const cut = index.cut(question);
  const hits = index.rank(cut, { limit: 3, isAllowed: (place) => place !== without });
  return {
    kind,
    question,
    features: measureFeatures(hits, cut.chars.length),
    isRight: hits[0]?.entry.id === gold?.id && gold !== null,
    isShown: gold !== null && hits.some((hit) => hit.entry.id === gold.id),
    fold,
  };
}

function report(all: readonly Sample[], confidence: (sample: Sample) => number): void {
  for (const kind of ['left-out', 'removed', 'near-miss', 'off-topic'] as const) {
    const of = all.filter((sample) => sample.kind === kind);
    const share = (test: (sample: Sample) => boolean) =>
      `${((100 * of.filter(test).length) / of.length).toFixed(1)} %`;
    const zone = (sample: Sample) => zoneOf(confidence(sample));
    console.log(`${kind} (${of.length})`);
    if (kind === 'left-out')
      console.log(
        `  right entry first ${share((s) => s.isRight)}, among three ${share((s) => s.isShown)}`,
      );
    console.log(
      `  answer ${share((s) => zone(s) === 'answer')} (right ${share((s) => zone(s) === 'answer' && s.isRight)}, wrong ${share((s) => zone(s) === 'answer' && !s.isRight)})` +
        `, did you mean ${share((s) => zone(s) === 'did-you-mean')} (right one shown ${share((s) => zone(s) === 'did-you-mean' && s.isShown)})` +
        `, abstain ${share((s) => zone(s) === 'abstain')}`,
    );
  }
  console.log(
    'at or above: right of left-out / wrong of left-out / removed / near-miss / off-topic',
  );
  const above = (kind: Sample['kind'], bound: number, isRight: boolean) => {
    const of = all.filter((sample) => sample.kind === kind);
    const some = of.filter((s) => confidence(s) >= bound && s.isRight === isRight);
    return `${((100 * some.length) / of.length).toFixed(1)} %`;
  };
  for (const bound of [
    0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9,
  ])
    console.log(
      `  ${bound}: ${above('left-out', bound, true)} / ${above('left-out', bound, false)} / ${above('removed', bound, false)} / ${above('near-miss', bound, false)} / ${above('off-topic', bound, false)}`,
    );
}

type Model = (features: AbstainFeatures) => number;

interface Fitted {
  readonly weights: readonly number[];
  readonly bias: number;
}

/** Confidence by the model that has not seen the sample's entry. */
function crossFitted(all: readonly Sample[]): (sample: Sample) => number {
  const models: Model[] = Array.from({ length: folds }, (_, fold) => {
    const { weights, bias } = fitModel(all.filter((sample) => sample.fold !== fold));
    return (features) =>
      sigmoid(
        featureNames.reduce((sum, name, at) => sum + (weights[at] ?? 0) * features[name], bias),
      );
  });
  return (sample) => models[sample.fold]?.(sample.features) ?? 0;
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** Logistic regression by gradient descent on standardised features, folded back to plain weights. */
function fitModel(all: readonly Sample[]): Fitted {
  const rows = all.map((sample) => featureNames.map((name) => sample.features[name]));
  const mean = featureNames.map((_, at) => average(column(rows, at)));
  const spread = mean.map(
    (middle, at) => Math.sqrt(average(column(rows, at).map((value) => (value - middle) ** 2))) || 1,
  );
  const scaled = rows.map((row) =>
    row.map((value, at) => (value - nth(mean, at)) / nth(spread, at)),
  );
  const labels = all.map((sample) => (sample.isRight ? 1 : 0));
  const shares = sharesOf(all);
  let model: Fitted = { weights: featureNames.map(() => 0), bias: 0 };
  for (let step = 0; step < 3000; step += 1)
    model = stepDown(model, { rows: scaled, labels, shares });
  const weights = model.weights.map((weight, at) => weight / nth(spread, at));
  return { weights, bias: model.bias - dot(weights, mean) };
}

/** There are few lines that have no answer here, but in a day's chats there are many. */
function sharesOf(all: readonly Sample[]): readonly number[] {
  const raw = all.map(({ kind }) => (kind === 'near-miss' || kind === 'off-topic' ? 3 : 1));
  const total = raw.reduce((sum, share) => sum + share, 0);
  return raw.map((share) => share / total);
}

interface Lesson {
  readonly rows: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly shares: readonly number[];
}

function stepDown(model: Fitted, { rows, labels, shares }: Lesson): Fitted {
  const rate = 0.8;
  const l2 = 0.003;
  const errors = rows.map(
    (row, at) =>
      nth(shares, at) * (sigmoid(dot(model.weights, row) + model.bias) - nth(labels, at)),
  );
  return {
    weights: model.weights.map(
      (weight, place) => weight - rate * (dot(errors, column(rows, place)) + l2 * weight),
    ),
    bias: model.bias - rate * errors.reduce((sum, error) => sum + error, 0),
  };
}

function nth(numbers: readonly number[], at: number): number {
  return numbers[at] ?? 0;
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + value * nth(b, at), 0);
}

function column(rows: readonly (readonly number[])[], at: number): readonly number[] {
  return rows.map((row) => nth(row, at));
}

function average(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function printWeights({ weights, bias }: Fitted): void {
  const pairs = featureNames.map((name, at) => `    ${name}: ${(weights[at] ?? 0).toFixed(3)},`);
  console.log(`  weights: {\n${pairs.join('\n')}\n  },\n  bias: ${bias.toFixed(3)},`);
}
