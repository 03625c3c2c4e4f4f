import { fastText } from './fast-text.ts';
import { naturalBayes, naturalRegression } from './natural.ts';
import { nodeNlp } from './node-nlp.ts';
import { ours } from './ours.ts';
import type { Peer } from './peer.ts';

/** In the order of the table. */
export const peers: Readonly<Record<string, Peer>> = {
  ours,
  'fast-text': fastText,
  'natural-bayes': naturalBayes,
  'node-nlp': nodeNlp,
  'regression-310': naturalRegression,
  'ours-310': {
    ...ours,
    ...(naturalRegression.rows !== undefined && { rows: naturalRegression.rows }),
  },
};
