import type { FindEntities } from './entities/find-entities.ts';
import type { Entity, EntityType } from './entity.ts';
import type { Intent } from './intents.ts';
import type { Classified, Classify, RankedIntent, Understand, Wish } from './interpretation.ts';
import type { ReadMood } from './mood/mood.ts';
import { normalise } from './normalise.ts';
import { type Judge, readWishes } from './wishes/read-wishes.ts';
import { withoutBeginning } from './wishes/split-clauses.ts';

interface UnderstandDeps {
  readonly classify: Classify;
  readonly findEntities: FindEntities;
  readonly readMood: ReadMood;
}

/** Understands an utterance: which of the intents it has, and what it says beside. */
export function createUnderstand({ classify, findEntities, readMood }: UnderstandDeps): Understand {
  return (original, now) => {
    const entities = findEntities(original, now);
    const classifyOnce = rememberAll(classify);
    const judge: Judge = (part) => {
      const words = withoutBeginning(withoutNumbers(original, entities, part));
      return preferNamedAction(classifyOnce(normalise(words)), words, classifyOnce);
    };
    const wishes = readWishes(original, judge);
    const about = firstOf(wishes, judge) ?? judge({ start: 0, end: original.length });
    const mood = readMood(original);
    return { ...about, text: normalise(original), entities, wishes, mood };
  };
}

/** The parts of an utterance are often the same words: one clause, and the whole of them. */
function rememberAll(classify: Classify): Classify {
  const known = new Map<string, Classified>();
  return (utterance) => {
    const classified = known.get(utterance.text) ?? classify(utterance);
    known.set(utterance.text, classified);
    return classified;
  };
}

/** Of several wishes the first leads, also where its words with what stands around them are nearer to another intent. */
function firstOf([first]: readonly Wish[], judge: Judge): Classified | null {
  if (first === undefined) return null;
  const judged = judge(first);
  return judged.intent === first.intent ? judged : exchanged(judged, first.intent);
}

/** Numbers name a thing and tell no wish; their digits only look like those of some intent's examples. */
const numbers: ReadonlySet<EntityType> = new Set(['order_id', 'tracking_no', 'phone', 'bank_card']);

/** 我的订单号是: tells no more than the number behind it. */
const numberName =
  /(?:我的|我)?(?:订单|訂單|运单|運單|快递|快遞|物流|单|單)(?:编号|編號|号码|號碼|号|號)?[:：]?(?:是|为|為)?\s*$/;

function withoutNumbers(
  original: string,
  entities: readonly Entity[],
  part: { readonly start: number; readonly end: number },
): string {
  const whole = original.slice(part.start, part.end);
  const rest = entities
    .filter(({ type, start, end }) => numbers.has(type) && start >= part.start && end <= part.end)
    .reduceRight(
      (text, { start, end }) =>
        text.slice(0, start - part.start).replace(numberName, '') + text.slice(end - part.start),
      whole,
    );
  return /[\p{L}]/u.test(rest) ? rest : whole;
}

/** What is wrong with the goods, without a word of what shall be done about it. */
const reasonIntents: ReadonlySet<Intent> = new Set(['quality_problem', 'wrong_or_missing_item']);
const actionIntents: ReadonlySet<Intent> = new Set([
  'return_goods',
  'exchange_goods',
  'repair_goods',
]);
/** Another wish beside the return (我要退货,顺便问下发票): the action that was asked for first wins. */
const besideIntents: ReadonlySet<Intent> = new Set([
  'faq',
  'invoice_request',
  'freight_insurance_claim',
]);
/** A wish, and no tale: 我退货了,运费险没赔 is about the insurance. */
const wish = /(?:想|要|能不能|可以|帮我|给我|申请).{0,6}[退换修]/u;
/** From here on a clause asks for its action by name: 我要退货. */
const namedFrom = 0.9;

/** An action asked for by name wins over the reason for it (漏水了，我要退货), which tends to take more words. */
function preferNamedAction(whole: Classified, words: string, classify: Classify): Classified {
  const isBeside = besideIntents.has(whole.intent);
  if (!isBeside && !reasonIntents.has(whole.intent)) return whole;
  const clauses = normalise(words).text.split(/[\p{P}\p{Z}]+/u);
  if (clauses.length < 2) return whole;
  const named = clauses
    .filter((clause) => !isBeside || wish.test(clause))
    .map((clause) => classify(normalise(clause)))
    .find(({ intent, confidence }) => actionIntents.has(intent) && confidence >= namedFrom);
  return named === undefined ? whole : exchanged(whole, named.intent);
}

/** The same ranking with `intent` in the first place, and the first in its. */
function exchanged({ intent: first, confidence, ranking }: Classified, intent: Intent): Classified {
  const taken = ranking.find((one) => one.intent === intent)?.confidence ?? 0;
  const swapped = ranking.map((one): RankedIntent => {
    if (one.intent === intent) return { intent, confidence };
    return one.intent === first ? { intent: first, confidence: taken } : one;
  });
  return {
    intent,
    confidence,
    ranking: swapped.toSorted((a, b) => b.confidence - a.confidence),
  };
}
