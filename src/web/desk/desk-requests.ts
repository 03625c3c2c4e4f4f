import type { CaseList, CaseMoveBody, CaseMoveName, CaseView } from '../../api/cases.ts';
import type {
  ConversationView,
  HandoffList,
  HeldList,
  SessionView,
  SuggestionList,
} from '../../api/desk.ts';
import type { IdentityMeans, IdentityView } from '../../api/privacy.ts';
import type { ConversationPromises, PromiseList } from '../../api/promises.ts';
import { newKey } from '../shared/new-key.ts';
import { requestJson, WireError } from '../shared/request.ts';
import { type CaseListFilter, caseListQuery } from './case-list-filter.ts';

/** Who is signed in; `null`: nobody. */
export async function fetchSession(): Promise<SessionView | null> {
  try {
    return await requestJson<SessionView>('GET', '/api/session');
  } catch (error) {
    if (error instanceof WireError && error.status === 401) return null;
    throw error;
  }
}

export function signIn(body: {
  readonly token: string;
  readonly name: string;
}): Promise<SessionView> {
  return requestJson('POST', '/api/session', { body });
}

export function signOut(): Promise<unknown> {
  return requestJson('DELETE', '/api/session');
}

export function fetchQueue(): Promise<HandoffList> {
  return requestJson('GET', '/api/handoffs');
}

export function fetchHeld(): Promise<HeldList> {
  return requestJson('GET', '/api/conversations?owner=me');
}

/** One page of the log behind `after`, with owner and summary as they are now. */
export function fetchConversation(conversationId: string, after: number) {
  const path = `/api/conversations/${encodeURIComponent(conversationId)}?after=${after}`;
  return requestJson<ConversationView>('GET', path);
}

export function fetchSuggestions(conversationId: string): Promise<SuggestionList> {
  const path = `/api/suggestions?conversationId=${encodeURIComponent(conversationId)}`;
  return requestJson('GET', path);
}

export function claim(conversationId: string): Promise<{ readonly epoch: number }> {
  return requestJson('POST', handoffPath(conversationId, 'claim'), {
    body: {},
    idempotencyKey: newKey(),
  });
}

export function close(conversationId: string, epoch: number): Promise<unknown> {
  return requestJson('POST', handoffPath(conversationId, 'close'), {
    body: { epoch },
    idempotencyKey: newKey(),
  });
}

/** The cases of a conversation as they stand, newest first. */
export function fetchCases(conversationId: string): Promise<CaseList> {
  return requestJson('GET', `/api/cases?conversationId=${encodeURIComponent(conversationId)}`);
}

/** A move as it is posted; the same key again is the same move. */
export interface PostedMove {
  readonly seen: Pick<CaseView, 'caseId' | 'etag'>;
  readonly move: CaseMoveName;
  readonly body: CaseMoveBody;
  readonly key: string;
}

export function postMove({ seen, move, body, key }: PostedMove): Promise<CaseView> {
  const path = `/api/cases/${encodeURIComponent(seen.caseId)}/${move}`;
  return requestJson('POST', path, { body, idempotencyKey: key, ifMatch: seen.etag });
}

export function fetchCaseList(filter: CaseListFilter, after: string | null): Promise<CaseList> {
  return requestJson('GET', `/api/cases?${caseListQuery(filter, after)}`);
}

export function fetchAlarms(): Promise<PromiseList> {
  return requestJson('GET', '/api/promises');
}

export function fetchPromises(conversationId: string): Promise<ConversationPromises> {
  return requestJson('GET', promisesPath(conversationId));
}

export function trackPromise(
  conversationId: string,
  body: ConversationPromises['heard'][number] & { readonly isPromise: boolean },
  idempotencyKey: string,
): Promise<unknown> {
  return requestJson('POST', promisesPath(conversationId), { body, idempotencyKey });
}

export function endPromise(
  promiseId: string,
  end: 'keep' | 'withdraw',
  idempotencyKey: string,
): Promise<unknown> {
  const path = `/api/promises/${encodeURIComponent(promiseId)}/${end}`;
  return requestJson('POST', path, { body: {}, idempotencyKey });
}

export function fetchIdentity(conversationId: string): Promise<IdentityView> {
  return requestJson('GET', `/api/privacy/identity/${encodeURIComponent(conversationId)}`);
}

export function noteIdentity(
  body: { readonly conversationId: string; readonly means: IdentityMeans },
  idempotencyKey: string,
): Promise<unknown> {
  return requestJson('POST', '/api/privacy/identity', { body, idempotencyKey });
}

const promisesPath = (conversationId: string) =>
  `/api/conversations/${encodeURIComponent(conversationId)}/promises`;

/** A reply as it is posted; the same key again is the same reply. */
export interface PostedReply {
  readonly conversationId: string;
  readonly key: string;
  readonly text: string;
  readonly epoch: number;
  readonly lastSeenSeq: number;
  readonly suggestionId: string | null;
  readonly override?: { readonly reason: string };
}

export function postReply(reply: PostedReply): Promise<{ readonly seq: number }> {
  const { conversationId, key, suggestionId, ...rest } = reply;
  return requestJson('POST', handoffPath(conversationId, 'reply'), {
    body: { ...rest, ...(suggestionId === null ? {} : { suggestionId }) },
    idempotencyKey: key,
  });
}

function handoffPath(conversationId: string, act: string): string {
  return `/api/handoffs/${encodeURIComponent(conversationId)}/${act}`;
}
