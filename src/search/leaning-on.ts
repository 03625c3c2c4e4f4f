import type { EntryId } from '../kernel/ids.ts';
import type { FaqEntry } from '../knowledge/faq-entry.ts';
import type { CharacterLists } from './entry-characters.ts';
import type { FaqHit, FaqResult } from './faq-result.ts';
import { conditionIn, isQuestion } from './follow-up.ts';
import { createLeanOn, type Leaning } from './lean-on.ts';
import { charactersOf } from './tokens.ts';
import type { Zone } from './zones.ts';

/**
 * When a leaning is told as the answer, and when it is offered; set on test/evaluation/follow-ups/tuning.jsonl, and
 * measured on held-out.jsonl beside it.
 */
const bounds = {
  answer: 0.6,
  /** Where the search for the words alone finds the same entry. */
  agreed: 0.3,
  ask: 0.3,
  /** By how much it must be ahead of the second. */
  lead: 0.15,
};

const hitsShown = 3;
/** 1 is for the wordings of operators. */
const mostSure = 0.99;
const noChannels = { words: 0, bigrams: 0, chars: 0, sounds: 0, answer: 0, clauses: 0 };

/** Answers what leans on the entry told before. `search`: finds what the words alone ask for. */
export function createLeaningOn(
  entries: readonly FaqEntry[],
  characters: CharacterLists,
  search: (text: string) => FaqResult,
): (told: EntryId, text: string) => FaqResult | null {
  const leanOn = createLeanOn(characters);
  const hitOf = ({ place, wording, score }: Leaning): readonly FaqHit[] => {
    const entry = entries[place];
    if (!entry) return [];
    const variant = entry.variants[wording - 1] ?? entry.question;
    return [{ entry, score, variant, overlap: score, channels: { ...noChannels, variant: score } }];
  };

  return (told, text) => {
    const condition = conditionIn(text);
    const place = entries.findIndex(({ id }) => id === told);
    if (condition === null || place < 0) return null;
    const alone = search(text);
    // An operator's own wording leans on nothing, nor does a question that is answered without.
    const isOwn = isQuestion(condition);
    if (alone.confidence === 1 || (isOwn && alone.zone === 'answer')) return null;
    const found = othersFirst(leanOn(place, charactersOf(condition)), place);
    const hits = found.slice(0, hitsShown).flatMap(hitOf);
    const zone = zoneOf(found, isSame(hits[0], alone.hits[0]));
    if (isOwn && zone !== 'answer') return null;
    return zone === 'abstain' ? atMostOffered(alone) : { zone, hits, confidence: sureOf(found) };
  };
}

/** Not about both: what the words alone find is no answer to what was meant. */
function atMostOffered(alone: FaqResult): FaqResult {
  return alone.zone === 'answer' ? { ...alone, zone: 'did-you-mean' } : alone;
}

const sureOf = ([first]: readonly Leaning[]) => Math.min(first?.score ?? 0, mostSure);

/** `isAgreed`: the search for the words alone finds the same. */
function zoneOf([first, second]: readonly Leaning[], isAgreed: boolean): Zone {
  const score = first?.score ?? 0;
  const isAhead = score - (second?.score ?? 0) >= bounds.lead;
  if (isAhead && score >= (isAgreed ? bounds.agreed : bounds.answer)) return 'answer';
  return score >= bounds.ask ? 'did-you-mean' : 'abstain';
}

function isSame(one: FaqHit | undefined, other: FaqHit | undefined): boolean {
  return one !== undefined && one.entry.id === other?.entry.id;
}

/** The entry told before has been told: it comes again where nothing else is about the condition. */
function othersFirst(found: readonly Leaning[], told: number): readonly Leaning[] {
  const others = found.filter(({ place }) => place !== told);
  const best = others[0]?.score ?? 0;
  const own = found.find(({ place }) => place === told);
  return own !== undefined && own.score > 0.9 && best < own.score / 3 ? [own] : others;
}
