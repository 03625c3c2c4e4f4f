declare const brand: unique symbol;

/** A string that only a parser or the store may make, so that ids of different things never mix. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name };

export type ConversationId = Branded<string, 'ConversationId'>;
export type ShopperId = Branded<string, 'ShopperId'>;
export type AgentId = Branded<string, 'AgentId'>;
export type RevisionId = Branded<string, 'RevisionId'>;
export type ClauseId = Branded<string, 'ClauseId'>;
export type EntryId = Branded<string, 'EntryId'>;
export type FileId = Branded<string, 'FileId'>;

const safeId = /^[A-Za-z0-9._~-]{1,128}$/;
const slug = /^[a-z0-9][a-z0-9-]{0,95}$/;

/** Returns the id, or `null` where the text could not be one (letters, digits, `._~-`, at most 128). */
export function parseConversationId(text: string): ConversationId | null {
  return safeId.test(text) ? (text as ConversationId) : null;
}

/** Shopper ids come from a merchant's token or from us; any printable text up to 128 characters. */
export function parseShopperId(text: string): ShopperId | null {
  return text.length > 0 && text.length <= 128 && !/\p{Cc}/u.test(text)
    ? (text as ShopperId)
    : null;
}

/** Agents are named by an ASCII id of at most 128 characters. */
export function parseAgentId(text: string): AgentId | null {
  return safeId.test(text) ? (text as AgentId) : null;
}

/** A revision is named by the lower-case hex SHA-256 of its files. */
export function parseRevisionId(text: string): RevisionId | null {
  return /^[0-9a-f]{64}$/.test(text) ? (text as RevisionId) : null;
}

/** `no-reason-window`: lower-case letters, digits and hyphens. */
export function parseClauseId(text: string): ClauseId | null {
  return slug.test(text) ? (text as ClauseId) : null;
}

/** FAQ entries are named like clauses. */
export function parseEntryId(text: string): EntryId | null {
  return slug.test(text) ? (text as EntryId) : null;
}

/** Uploaded files are named by us: 32 hex digits. */
export function parseFileId(text: string): FileId | null {
  return /^[0-9a-f]{32}$/.test(text) ? (text as FileId) : null;
}
