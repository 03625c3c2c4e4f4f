import { json } from 'node:stream/consumers';
import { learnJudge } from '../assist/guard/judge/learn-judge.ts';
import { readGuard } from '../assist/guard/read-guard.ts';
import { AppError } from '../kernel/errors.ts';
import { guardLinesOf } from '../knowledge/guard-lines.ts';
import { readRevision } from '../knowledge/revision.ts';
import { createSounds } from '../nlu/sounds.ts';
import { judgeOriginOf } from './guard-model/judge-origin.ts';
import { learningOrder } from './guard-model/learning-order.ts';
import { writeModel } from './intent-models/model-file.ts';

// Learns the lines of the files on standard input and writes the model; begun by `npm run prepare` and by the server.
const { file, files } = learningOrder.parse(await json(process.stdin));
const { revision } = readRevision(new Map(files));
const { guard } = readGuard(revision);
if (guard === null) throw new AppError('KNOWLEDGE_INVALID', 'the rules of guard/ cannot be read');
const model = learnJudge(guardLinesOf(revision.files), guard, createSounds());
writeModel(file, { origin: judgeOriginOf(revision), model });
