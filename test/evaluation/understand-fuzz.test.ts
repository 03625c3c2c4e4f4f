import { expect, test } from 'vitest';
import { classifyNothing } from '../../src/nlu/create-classify.ts';
import { dialogActOf } from '../../src/nlu/dialog-act.ts';
import { createEntityFinders } from '../../src/nlu/entities/entity-finders.ts';
import { createSeededRandom } from '../../src/nlu/linear/seeded-random.ts';
import { createMoodReaders } from '../../src/nlu/mood/read-mood.ts';
import { createUnderstand } from '../../src/nlu/understand.ts';
import { wantsPerson } from '../../src/nlu/wish-for-person.ts';
import { randomUtterance } from '../support/random-utterance.ts';
import { shippedKnowledge } from '../support/shipped-knowledge.ts';

const runs = 3_000;
const runningMs = 300_000;

// `npm run bench:understand` does the same a hundred thousand times, with the classifier, and takes the time.
test(
  'whatever is typed is understood somehow, and entities are words of it',
  async () => {
    const { revision } = await shippedKnowledge();
    const findEntities = createEntityFinders()(revision);
    const readMood = createMoodReaders()(revision);
    const understand = createUnderstand({ classify: classifyNothing, findEntities, readMood });
    const random = createSeededRandom(17);

    for (let run = 0; run < runs; run += 1) {
      const text = randomUtterance(random);
      const understood = understand(text, 0);
      wantsPerson(understood);
      dialogActOf(text);
      for (const { text: words, start, end } of understood.entities)
        expect(words, JSON.stringify(text)).toBe(text.slice(start, end));
    }
  },
  runningMs,
);
