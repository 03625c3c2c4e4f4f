import { feedbackEvent } from '../../api/feedback.ts';
import type { Activity } from '../shared/wire.ts';
import { fieldOf, textOf } from './fields.ts';

/** What the shopper thinks of which answer, by `answerId`. */
export type Opinions = ReadonlyMap<string, boolean>;

/** With another opinion of one answer, or with none. */
export function withOpinion(
  opinions: Opinions,
  answerId: string,
  useful: boolean | undefined,
): Opinions {
  const others = [...opinions].filter(([known]) => known !== answerId);
  return new Map(useful === undefined ? others : [...others, [answerId, useful]]);
}

/** Takes in what the log tells; of two opinions of one answer the later counts. */
export function readOpinions(opinions: Opinions, activities: readonly Activity[]): Opinions {
  const heard = activities.flatMap(({ type, name, value }) => {
    const answerId = textOf(value, 'answerId');
    const useful = fieldOf(value, 'useful');
    const isOne = type === 'event' && name === feedbackEvent && answerId !== '';
    return isOne && typeof useful === 'boolean' ? [[answerId, useful] as const] : [];
  });
  return heard.length === 0 ? opinions : new Map([...opinions, ...heard]);
}
