import { json } from 'node:stream/consumers';
import { createSegmenter } from '../nlu/create-segmenter.ts';
import { createSounds } from '../nlu/sounds.ts';
import { trainIntentModel } from '../nlu/train-intent-model.ts';
import { writeModel } from './intent-models/model-file.ts';
import { trainingOrder } from './intent-models/training-order.ts';

// Learns what it is told on standard input and writes the model; begun by `npm run prepare` and by the server.
const { segmenter, file, origin, examples } = trainingOrder.parse(await json(process.stdin));
const tools = { segmenter: await createSegmenter(segmenter), sounds: createSounds() };
writeModel(file, { origin, model: trainIntentModel(examples, tools) });
