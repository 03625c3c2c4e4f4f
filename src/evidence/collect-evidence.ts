import type { AftersalesCase } from '../cases/case.ts';
import type { FileStore } from '../conversation/file-store.ts';
import type { Citation, LogEntry, UploadedFile } from '../conversation/log-entry.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { ClauseId, RevisionId } from '../kernel/ids.ts';
import type { Clause } from '../knowledge/clause.ts';
import type { RevisionShelf } from '../knowledge/revision-shelf.ts';
import { decideAgain } from '../policy/decide-again.ts';
import type { Decision } from '../policy/decision.ts';
import type { PolicyCompiler } from '../policy/policy-compiler.ts';

/** All that a packet about a case is made of. */
export interface Evidence {
  readonly aftersalesCase: AftersalesCase;
  /** The decision as the tables of its revision give it again; `null`: none of them gives this id. */
  readonly decision: Decision | null;
  readonly log: readonly LogEntry[];
  readonly clauses: readonly CitedClause[];
  readonly attachments: readonly AttachedFile[];
}

export interface CitedClause {
  readonly revision: RevisionId;
  readonly clause: Clause;
}

export interface AttachedFile extends UploadedFile {
  /** Of the message it came with. */
  readonly seq: number;
  /** `null`: it is not kept any more. */
  readonly bytes: Uint8Array | null;
}

export interface EvidenceDeps {
  readonly log: Pick<TurnStore, 'since'>;
  readonly files: Pick<FileStore, 'get'>;
  readonly shelf: Pick<RevisionShelf, 'open'>;
  readonly policies: PolicyCompiler;
}

/** The store's own limit. */
const pageLength = 200;

/** Reads what a case rests on: its conversation, its decision, the clauses that were cited, the files that were sent. */
export async function collectEvidence(
  deps: EvidenceDeps,
  aftersalesCase: AftersalesCase,
): Promise<Evidence> {
  const revision = await deps.shelf.open(aftersalesCase.revision);
  const decision =
    revision &&
    decideAgain(deps.policies(revision).policies, {
      ...aftersalesCase,
      at: aftersalesCase.openedAt,
    });
  const log = await wholeLog(deps.log, aftersalesCase);
  const cited = [
    ...(decision?.clauses ?? []).map((clauseId) => ({
      revision: aftersalesCase.revision,
      clauseId,
    })),
    ...log.flatMap(({ body }) => body?.details?.citations ?? []),
  ];
  return {
    aftersalesCase,
    decision,
    log,
    clauses: await citedClauses(deps.shelf, cited),
    attachments: await attachedFiles(deps.files, log),
  };
}

async function wholeLog(
  log: EvidenceDeps['log'],
  { conversationId }: AftersalesCase,
): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for (;;) {
    const slice = await log.since(conversationId, entries.at(-1)?.seq ?? 0, pageLength);
    entries.push(...(slice?.entries ?? []));
    if ((slice?.entries.length ?? 0) < pageLength) return entries;
  }
}

/** Each clause once, as it stood when it was cited. */
async function citedClauses(
  shelf: EvidenceDeps['shelf'],
  cited: readonly Pick<Citation, 'revision' | 'clauseId'>[],
): Promise<readonly CitedClause[]> {
  const byRevision = Map.groupBy(cited, ({ revision }) => revision);
  const found = await Promise.all(
    [...byRevision].map(async ([id, citations]) => {
      const revision = await shelf.open(id);
      const wanted = new Set<ClauseId>(citations.map(({ clauseId }) => clauseId));
      return [...wanted].flatMap((clauseId) => {
        const clause = revision?.clauses.get(clauseId);
        return clause ? [{ revision: id, clause }] : [];
      });
    }),
  );
  return found.flat();
}

async function attachedFiles(
  files: EvidenceDeps['files'],
  log: readonly LogEntry[],
): Promise<readonly AttachedFile[]> {
  const sent = log.flatMap(({ seq, body }) =>
    (body?.files ?? []).map((file) => ({ ...file, seq })),
  );
  return Promise.all(sent.map(async (file) => ({ ...file, bytes: await files.get(file.fileId) })));
}
