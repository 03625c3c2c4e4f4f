import type { RevisionId } from '../kernel/ids.ts';
import type { Revision } from '../knowledge/revision.ts';
import { type DataStore, dataStores } from './data-stores.ts';
import type { GroundId } from './ground.ts';
import type { IdentityMeans } from './identity-check.ts';
import {
  type GroundWords,
  type MeansWords,
  readPrivacyWords,
  type StoreWords,
} from './privacy-file.ts';

interface DataMap {
  readonly revision: RevisionId;
  readonly stores: readonly (DataStore & StoreWords)[];
  readonly grounds: readonly (GroundWords & { readonly id: GroundId })[];
  readonly identity: readonly (MeansWords & { readonly id: IdentityMeans })[];
}

/** For a store that the folder has no words for. */
const noWords: StoreWords = {
  title: '',
  holds: '',
  purpose: '',
  kept: '',
  erased: '',
  clauses: [],
};

/** Where something about shoppers stands, why, for how long, and what an erasure does to it. */
export function dataMap(revision: Revision): DataMap {
  const { stores, grounds, identity } = readPrivacyWords(revision).words;
  return {
    revision: revision.id,
    stores: dataStores.map((store) => ({ ...store, ...(stores.get(store.id) ?? noWords) })),
    grounds: [...grounds].map(([id, words]) => ({ id, ...words })),
    identity: [...identity].map(([id, words]) => ({ id, ...words })),
  };
}
