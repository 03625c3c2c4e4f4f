import { expect, test } from 'vitest';
import { createEntityFinders } from '../../src/nlu/entities/entity-finders.ts';
import { shippedKnowledge } from '../support/shipped-knowledge.ts';
import { countEntities, microF1, readAt, readEntityLines } from './entity-lines.ts';

// Floors: they may be raised, never lowered to let a change pass. `npm run evaluate -- entities` prints the figures.
const readingMs = 60_000;

test(
  'entities are found as a reader marks them: F1 of 0.95 for all, of 0.85 for each type',
  async () => {
    const { revision } = await shippedKnowledge();
    const findEntities = createEntityFinders()(revision);

    const counts = countEntities(readEntityLines(), (text) => findEntities(text, readAt));

    expect(microF1(counts.values())).toBeGreaterThanOrEqual(0.95);
    for (const [type, own] of counts) expect(microF1([own]), type).toBeGreaterThanOrEqual(0.85);
  },
  readingMs,
);
