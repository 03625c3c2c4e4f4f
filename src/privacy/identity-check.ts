import { z } from 'zod';
import { commitAct, loadConversation } from '../conversation/commit-act.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import { AppError } from '../kernel/errors.ts';
import type { ConversationId, ShopperId } from '../kernel/ids.ts';
import { readDocument } from '../kernel/read-document.ts';

/** How one of the staff can make sure who a visitor is. None of them keeps a paper, a number or an answer. */
export const identityMeans = [
  /** They named the order, and the last four digits of its telephone. */
  'order_phone',
  /** They answered a call to the telephone of the order. */
  'call_back',
  /** They repeated the request in a conversation that they are signed in to. */
  'signed_in',
] as const;

export type IdentityMeans = (typeof identityMeans)[number];

/** That one of the staff made sure who is at the other end of a conversation; it goes with the conversation. */
export interface IdentityCheck {
  readonly means: IdentityMeans;
  /** Who made sure. */
  readonly actor: string;
  /** Epoch ms. */
  readonly at: number;
}

export const identityCollection = 'identity-check';

/** Whoever sits at that browser the day after may be another. */
const holdsForMs = 24 * 60 * 60 * 1_000;

/** Loose: what a newer version wrote beside it stays. */
const shape = z.looseObject({ means: z.enum(identityMeans), actor: z.string(), at: z.number() });

/** As long as it holds. */
interface HeldIdentity extends IdentityCheck {
  /** Epoch ms. */
  readonly until: number;
}

interface IdentityDeps {
  readonly store: TurnStore & Pick<DocumentStore, 'getDocument'>;
  /** Whether it is certain who that is: the merchant vouches for them, or all of it is a demonstration. */
  readonly isCertain: (shopperId: ShopperId | null) => boolean;
}

/** Notes it, and in the audit for good. The same key notes it once. */
export async function noteIdentity(
  store: TurnStore,
  noted: IdentityCheck & { readonly conversationId: ConversationId; readonly key: string },
): Promise<void> {
  const { conversationId, means, actor, at, key } = noted;
  const write = {
    collection: identityCollection,
    id: conversationId,
    document: { means, actor, at },
  };
  const note = { actor, action: 'privacy.identity', subject: conversationId, details: { means } };
  await commitAct(store, {
    conversationId,
    key: `privacy-identity:${key}`,
    asked: { means },
    decide: () => ({
      entries: [],
      effects: [
        { kind: 'document.put', write },
        { kind: 'audit', note },
      ],
    }),
  });
}

/** Whether somebody has to make sure who is at the other end, and what holds of what was noted. */
export async function findIdentity(
  { store, isCertain }: IdentityDeps,
  conversationId: ConversationId,
  now: number,
): Promise<{ readonly isNeeded: boolean; readonly check: HeldIdentity | null }> {
  const { shopperId } = await loadConversation(store, conversationId);
  if (isCertain(shopperId)) return { isNeeded: false, check: null };
  const found = await store.getDocument(identityCollection, conversationId);
  const check = found && readDocument<IdentityCheck>(shape, found.document, 'identity check');
  const until = (check?.at ?? 0) + holdsForMs;
  return { isNeeded: true, check: check && now < until ? { ...check, until } : null };
}

/** IDENTITY_UNCHECKED where nobody knows who is at the other end, and nobody of the staff made sure of late. */
export async function demandIdentity(
  deps: IdentityDeps,
  conversationId: ConversationId,
  now: number,
): Promise<void> {
  const { isNeeded, check } = await findIdentity(deps, conversationId, now);
  if (!isNeeded || check) return;
  throw new AppError('IDENTITY_UNCHECKED', `nobody checked who '${conversationId}' is`, {
    details: { conversationId, means: identityMeans },
  });
}
