import { createJudge, type Judge } from '../src/assist/guard/judge/create-judge.ts';
import { judgeFile, judgeOriginOf } from '../src/cli/guard-model/judge-origin.ts';
import { learnInChild } from '../src/cli/guard-model/learn-in-child.ts';
import { readModel } from '../src/cli/intent-models/model-file.ts';
import { toAppError } from '../src/kernel/errors.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { guardLinesOf } from '../src/knowledge/guard-lines.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import type { KeptModel, Origin } from '../src/nlu/intent-model.ts';
import { followLatest } from './follow-latest.ts';

/** The judge in force, kept in step with the guard's files of the shop. */
export interface GuardJudge {
  /** `null`: nothing was learnt yet, or there is nothing to learn from; rules decide alone. */
  readonly current: () => Judge | null;
  /** Learns the lines of a revision, if the judge in force does not know them; resolves when it does, or when that failed. */
  follow(revision: Revision): Promise<void>;
  close(): Promise<void>;
}

interface GuardJudgeDeps {
  readonly revision: Revision;
  /** Where what is learnt while serving is kept. */
  readonly ownDir: string;
  /** Where the model lies that came with the program. */
  readonly builtDir: string;
  readonly logger: Logger;
}

/**
 * Opens the judge that was learnt before; what a shop has changed since is learnt beside the serving. Without any judge
 * the rules decide alone until lines change.
 */
export function openGuardJudge({ revision, ownDir, builtDir, logger }: GuardJudgeDeps): GuardJudge {
  const ending = new AbortController();
  let inForce: { readonly origin: Origin; readonly judge: Judge } | null = null;
  const putInForce = ({ origin, model }: KeptModel) => {
    inForce = { origin, judge: createJudge(model) };
  };

  async function learn(wanted: Revision): Promise<void> {
    if (guardLinesOf(wanted.files).length === 0) inForce = null;
    else if (!isSame(inForce?.origin, judgeOriginOf(wanted))) {
      const { signal } = ending;
      putInForce(await learnInChild({ revision: wanted, directory: ownDir, signal }));
      logger.info({}, 'lines of the guard learnt');
    }
  }

  const { follow, settled } = followLatest({
    first: revision,
    learn,
    ending: ending.signal,
    onError: (err) =>
      logger.error({ err }, 'lines of the guard could not be learnt; what is known stays'),
  });

  const asked = judgeOriginOf(revision);
  const usable = keptJudges([ownDir, builtDir], logger).filter(
    ({ origin }) => origin.code === asked.code,
  );
  const best = usable.find(({ origin }) => origin.examples === asked.examples) ?? usable[0];
  if (guardLinesOf(revision.files).length > 0) {
    if (best) {
      putInForce(best);
      void follow(revision);
    } else logger.warn({}, 'the lines of the guard were not learnt: run npm run prepare');
  }
  return {
    current: () => inForce?.judge ?? null,
    follow,
    async close() {
      ending.abort();
      await settled();
    },
  };
}

function isSame(one: Origin | undefined, other: Origin): boolean {
  return one?.examples === other.examples && one.code === other.code;
}

/** A file that cannot be read is passed over: it can be made again. */
function keptJudges(directories: readonly string[], logger: Logger): readonly KeptModel[] {
  return directories.map(judgeFile).flatMap((file) => {
    try {
      return readModel(file) ?? [];
    } catch (error) {
      logger.warn(
        { file, reason: toAppError(error).message },
        'a judge of the guard cannot be used',
      );
      return [];
    }
  });
}
