import type { ClauseId, EntryId, FileId, RevisionId } from '../kernel/ids.ts';
import type { Json } from '../kernel/json.ts';

export interface Author {
  readonly role: 'shopper' | 'bot' | 'agent' | 'system';
  readonly id: string;
  /** What the other side sees, e.g. an agent's display name. */
  readonly name?: string;
}

/** The clause a sentence rests on, as the shopper sees it folded; it opens by `revision` and `clauseId`. */
export interface Citation {
  readonly revision: RevisionId;
  readonly clauseId: ClauseId;
  readonly title: string;
  readonly tier: SourceTier;
  /** Title of the source document. */
  readonly source: string;
  /** `YYYY-MM-DD`, or null where the document does not say. */
  readonly effectiveFrom: string | null;
}

export type SourceTier = 'law' | 'platform' | 'merchant' | 'reference';

/** A button: `label` is shown and sent as the shopper's text, `value` tells the dialog which one it was. */
export interface Choice {
  readonly label: string;
  readonly value: string;
}

export interface UploadedFile {
  readonly fileId: FileId;
  /** As the shopper named it, UTF-8. */
  readonly name: string;
  /** Decided by the file's first bytes, never by its name. */
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** Which answer a message is; a shopper's opinion of it names `answerId`. */
export interface AnswerMark {
  readonly answerId: string;
  readonly entryId: EntryId;
}

/** What a bot's or an agent's message carries beside its text; goes out as `channelData.anxin`. */
export interface ReplyDetails {
  readonly ask?: string;
  readonly choices?: readonly Choice[];
  readonly dialog?: string;
  readonly caseId?: string;
  readonly decisionId?: string;
  readonly citations?: readonly Citation[];
  /** Of a message that answers from an entry. */
  readonly answer?: AnswerMark;
  /** An `OutcomeCard` of src/api/cards.ts. */
  readonly outcome?: Json;
  /** How a page may offer to answer `ask`: an `AskInput`. */
  readonly input?: Json;
  /** A `CaseCard`. */
  readonly case?: Json;
  /** What a page that draws the cards says in the place of `text`, which tells them too; empty: the cards say it all. */
  readonly brief?: string;
  /** Display name of the agent who wrote it. */
  readonly agent?: string;
}

/** The erasable part of an entry: everything that a person said or was told. */
export interface EntryBody {
  readonly text?: string;
  /** Of an event, e.g. `handoff.status`. */
  readonly name?: string;
  readonly value?: Json;
  readonly files?: readonly UploadedFile[];
  readonly details?: ReplyDetails;
  /** The shopper's own channelData, returned on the echo as it came. */
  readonly channelData?: Json;
  readonly locale?: string;
}

export interface NewEntry {
  readonly kind: 'message' | 'event';
  readonly author: Author;
  readonly body: EntryBody;
  /** The revision this entry was made with; it is kept as long as the entry is. */
  readonly revision?: RevisionId;
}

/** One line of a conversation's append-only log. */
export interface LogEntry extends Omit<NewEntry, 'body'> {
  /** 1, 2, 3 … without gaps within the conversation; the only order there is. */
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** `null` once erased: the tombstone keeps its place. */
  readonly body: EntryBody | null;
}
