import type { Revision } from '../../knowledge/revision.ts';
import { lexiconOf } from '../lexicon/read-lexicon.ts';
import { createFindEntities, type FindEntities } from './find-entities.ts';

/** The finder that knows the words of a revision. */
export type EntityFinders = (revision: Pick<Revision, 'files'>) => FindEntities;

/** Makes each revision's finder once, and forgets it with the revision. */
export function createEntityFinders(): EntityFinders {
  const made = new WeakMap<object, FindEntities>();
  return (revision) => {
    const finder = made.get(revision) ?? createFindEntities(lexiconOf(revision).lexicon);
    made.set(revision, finder);
    return finder;
  };
}
