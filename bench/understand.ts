// Understanding anything that can be typed: 10^5 random strings, up to 10 KB, with the classifier, the entities, the
// wish for a person and the dialog act. `npm run bench:understand [count]`. Ends with 1 where p99 is above its bound.
import { builtModels, modelFile, readModel } from '../src/cli/intent-models/model-file.ts';
import { readKnowledgeFolder } from '../src/knowledge/read-knowledge-folder.ts';
import { readRevision } from '../src/knowledge/revision.ts';
import { createClassify } from '../src/nlu/create-classify.ts';
import { createSegmenter } from '../src/nlu/create-segmenter.ts';
import { dialogActOf } from '../src/nlu/dialog-act.ts';
import { createEntityFinders } from '../src/nlu/entities/entity-finders.ts';
import { createSeededRandom } from '../src/nlu/linear/seeded-random.ts';
import { createMoodReaders } from '../src/nlu/mood/read-mood.ts';
import { createUnderstand } from '../src/nlu/understand.ts';
import { wantsPerson } from '../src/nlu/wish-for-person.ts';
import { randomUtterance } from '../test/support/random-utterance.ts';
import { percentile } from './support/percentiles.ts';

const boundMs = 5;
const count = Number(process.argv[2] ?? 100_000);

const { files } = await readKnowledgeFolder('knowledge');
const { revision } = readRevision(files);
// As the server has it: learnt before, by `npm run prepare`.
const kept = readModel(modelFile(builtModels, 'rs'));
if (kept === null) throw new Error('nothing was learnt: run npm run prepare');
const segmenter = await createSegmenter('rs');
const understand = createUnderstand({
  classify: createClassify(kept.model, segmenter),
  findEntities: createEntityFinders()(revision),
  readMood: createMoodReaders()(revision),
});
const random = createSeededRandom(17);

const times: number[] = [];
for (let run = 0; run < count; run += 1) {
  const text = randomUtterance(random);
  const startedAt = performance.now();
  wantsPerson(understand(text, 0));
  dialogActOf(text);
  times.push(performance.now() - startedAt);
}

const p99 = percentile(times, 0.99);
console.log(
  `${count} strings, none threw: p50 ${percentile(times, 0.5).toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, longest ${percentile(times, 1).toFixed(1)} ms`,
);
process.exitCode = p99 <= boundMs ? 0 : 1;
