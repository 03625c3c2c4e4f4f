import type { CheckRevision } from '../knowledge/check-knowledge-folder.ts';
import { readLexicon } from '../nlu/lexicon/read-lexicon.ts';

/** All that is checked beyond the files' own form, by the parts that read them. */
export const checkRevision: CheckRevision = (revision) => [...readLexicon(revision.files).problems];
