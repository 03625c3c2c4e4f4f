import { createRequire } from 'node:module';
import type * as natural from 'natural/lib/natural/distance/index.js';

type Distances = typeof natural;

let loaded: Distances | undefined;

/**
 * The string distances of `natural`, by file: its index would load databases. Read when the first text needs them, since
 * reading them takes some ten milliseconds that a start need not wait for.
 */
export function stringDistances(): Distances {
  // The package brings types for this file.
  loaded ??= createRequire(import.meta.url)('natural/lib/natural/distance/index.js') as Distances;
  return loaded;
}
