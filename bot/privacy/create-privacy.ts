import type { FileStore } from '../../src/conversation/file-store.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import type { ReplyFacts } from '../../src/knowledge/fill-reply.ts';
import type { ReplyKey } from '../../src/knowledge/replies.ts';
import type { Revision } from '../../src/knowledge/revision.ts';
import type { RevisionShelf } from '../../src/knowledge/revision-shelf.ts';
import type { ErasureList } from '../../src/privacy/erasure-list-store.ts';
import type { ExportWords } from '../../src/privacy/export-words.ts';
import { eraseTarget, exportTarget, resumeTimer } from '../../src/privacy/privacy-effects.ts';
import type { Receipt } from '../../src/privacy/receipt.ts';
import { settleErasure } from '../../src/privacy/settle-erasure.ts';
import type { Store } from '../../src/storage/store.ts';
import type { CallTarget } from '../turn/outbox-runner.ts';
import type { FireTimer } from '../turn/timer-runner.ts';
import { createEraseCall, createResumeErasure } from './privacy-acts.ts';
import { createExportCall } from './run-export.ts';
import { createTellExport, createTellReceipt } from './tell-privacy.ts';

/** What is done to personal data: at a shopper's word after the commit, or at once by staff. */
export interface Privacy {
  readonly targets: Readonly<Record<string, CallTarget>>;
  readonly timers: Readonly<Record<string, FireTimer>>;
  /** Erases at once; the same receipt number goes on where it was. */
  erase(request: Parameters<typeof settleErasure>[1]): Promise<Receipt>;
}

export function createPrivacy(deps: {
  readonly store: Store;
  readonly files: FileStore;
  readonly erasures: ErasureList;
  readonly clock: Clock;
  readonly revision: () => Revision;
  readonly shelf: Pick<RevisionShelf, 'keeping'>;
  readonly words: () => ExportWords;
  readonly say: (key: ReplyKey, facts?: ReplyFacts) => string;
}): Privacy {
  const { store, files, erasures, clock, revision, shelf, words, say } = deps;
  const acts = { store, files, erasures, clock, tell: createTellReceipt({ revision, shelf, say }) };
  const tellExport = createTellExport(say);
  return {
    targets: {
      [eraseTarget]: createEraseCall(acts),
      [exportTarget]: createExportCall({ store, files, clock, tellExport, words }),
    },
    timers: { [resumeTimer]: createResumeErasure(acts) },
    erase: (request) => settleErasure(acts, request),
  };
}
