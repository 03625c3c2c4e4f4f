import type { WorkerReply } from './group-commit.ts';
import type { Statements } from './statements.ts';

/** Knows whether the database can be written, from the replies and, after a failure, from a trial. */
export interface SpaceWatch {
  note(replies: readonly WorkerReply[]): void;
  /** Why nothing can be written; undefined when it can. */
  findProblem(): string | undefined;
}

export function createSpaceWatch(sql: Statements): SpaceWatch {
  let problem: string | undefined;
  return {
    note(replies) {
      for (const reply of replies) {
        if ('error' in reply && reply.error.code === 'STORE_FULL') problem = reply.error.message;
      }
    },
    findProblem() {
      if (problem !== undefined && hasSpace(sql)) problem = undefined;
      return problem;
    },
  };
}

function hasSpace(sql: Statements): boolean {
  try {
    sql.life.fillProbe.run();
    sql.life.emptyProbe.run();
    return true;
  } catch {
    // Still no space: the reason is the one already known.
    return false;
  }
}
