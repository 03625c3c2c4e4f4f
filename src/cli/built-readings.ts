import { join } from 'node:path';

/** Where `npm run prepare` keeps the reading of the shipped knowledge. */
export const builtReadings = join(import.meta.dirname, '..', '..', 'dist', 'knowledge');
