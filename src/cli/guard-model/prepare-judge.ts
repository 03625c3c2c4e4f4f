import { join } from 'node:path';
import { toAppError } from '../../kernel/errors.ts';
import { guardLinesOf } from '../../knowledge/guard-lines.ts';
import { readKnowledgeFolder } from '../../knowledge/read-knowledge-folder.ts';
import { sortedFiles } from '../../knowledge/revision.ts';
import { builtModels, readModel } from '../intent-models/model-file.ts';
import { judgeFile, judgeOriginOf } from './judge-origin.ts';
import { learnInChild } from './learn-in-child.ts';

const knowledge = join(import.meta.dirname, '..', '..', '..', 'knowledge');

/** Learns the shipped lines of the guard, unless what is there knows them. Says in one line what was done. */
export async function prepareJudge(): Promise<string> {
  const revision = { files: sortedFiles((await readKnowledgeFolder(knowledge)).files) };
  const lines = guardLinesOf(revision.files).length;
  if (lines === 0) return 'guard: no lines in knowledge/, nothing to learn';
  const { examples, code } = judgeOriginOf(revision);
  const built = readBuilt();
  if (built?.examples === examples && built.code === code) return 'guard: unchanged';
  const startedAt = performance.now();
  const { model } = await learnInChild({ revision, directory: builtModels });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return `guard: learnt in ${seconds} s, ${lines} lines, ${model.vocabulary.size} features`;
}

function readBuilt() {
  try {
    return readModel(judgeFile(builtModels))?.origin ?? null;
  } catch (thrown) {
    // Damaged, or of another version: it is replaced.
    if (toAppError(thrown).code === 'MODEL_INVALID') return null;
    throw thrown;
  }
}
