import type { AftersalesCase } from '../cases/case.ts';
import { caseWrite } from '../cases/case-document.ts';
import { findCase } from '../cases/read-cases.ts';
import type { CommitResult, TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import { hashJson } from '../kernel/hash.ts';
import type { FactValue } from '../policy/decision.ts';

export interface Correction {
  readonly caseId: string;
  /** A fact of the case, or `subject`. */
  readonly field: string;
  readonly value: FactValue;
  /** Who corrects it, at whose request. */
  readonly actor: string;
  readonly key: string;
}

interface CorrectionDeps {
  readonly store: TurnStore & DocumentStore;
  readonly clock: Clock;
}

/** A case, or its conversation, may change that often meanwhile. */
const maxRepeats = 16;

/**
 * Puts right what a case says about its shopper; the history tells that it was put right, and not what it was. What
 * was said in a conversation stays as it was said. CASE_UNKNOWN, BAD_REQUEST where the case has no such field.
 */
export async function correctCase(deps: CorrectionDeps, correction: Correction): Promise<void> {
  for (let repeat = 0; repeat < maxRepeats; repeat += 1) {
    const result = await tryCorrection(deps, correction);
    if (result.kind === 'committed') return;
    if (result.kind === 'conflict')
      throw new AppError('KEY_REUSED', 'the key was used for another correction');
  }
  throw new AppError('STORE_BUSY', `case '${correction.caseId}' changed ${maxRepeats} times`);
}

async function tryCorrection(
  { store, clock }: CorrectionDeps,
  { caseId, field, value, actor, key }: Correction,
): Promise<CommitResult> {
  const found = await findCase(store, caseId);
  if (found === null) throw new AppError('CASE_UNKNOWN', `no case '${caseId}'`);
  const { conversationId } = found.aftersalesCase;
  const corrected = withField(found.aftersalesCase, { field, value, at: clock.now() });
  const note = { actor, action: 'privacy.correct', subject: caseId, details: { field } };
  return store.commit({
    conversationId,
    key: `privacy-correct:${key}`,
    bodyHash: hashJson({ caseId, field, value }),
    etag: (await store.load(conversationId))?.etag ?? null,
    entries: [],
    effects: [
      { kind: 'document.put', write: caseWrite(corrected, found.etag) },
      { kind: 'audit', note },
    ],
  });
}

function withField(
  one: AftersalesCase,
  { field, value, at }: Pick<Correction, 'field' | 'value'> & { readonly at: number },
): AftersalesCase {
  const history = [...one.history, { at, what: `corrected:${field}` }];
  if (field === 'subject') return { ...one, subject: String(value), history };
  if (!Object.hasOwn(one.facts, field))
    throw new AppError('BAD_REQUEST', `case '${one.caseId}' has no fact '${field}'`);
  return { ...one, facts: { ...one.facts, [field]: value }, history };
}
