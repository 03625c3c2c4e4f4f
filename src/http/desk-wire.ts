import type { CaseCard, OutcomeCard } from '../api/cards.ts';
import type {
  ConversationSummary,
  DecisionSummary,
  DetailsView,
  EntryView,
  FileView,
  FormSummary,
  HandoffList,
  HeldList,
  PresentAgent,
} from '../api/desk.ts';
import type { SummarisedForm, Summary, ToldDecision } from '../assist/summarise.ts';
import type { EntryBody, LogEntry, ReplyDetails, UploadedFile } from '../conversation/log-entry.ts';
import type { HeldConversation, ListedHandoff } from '../handoff/list-conversations.ts';
import type { Page } from '../kernel/document-store.ts';
import type { FileId } from '../kernel/ids.ts';

/** Makes an address on this server under which a file opens for a while. */
export type LinkFile = (fileId: FileId) => Promise<string>;

const iso = (ms: number) => new Date(ms).toISOString();

export function handoffList(
  { rows, next }: Page<ListedHandoff>,
  agents: readonly PresentAgent[],
): HandoffList {
  const handoffs = rows.map((row) => ({ ...row, waitingSince: iso(row.waitingSince) }));
  return { handoffs, agents, ...(next === undefined ? {} : { next }) };
}

export function heldList({ rows, next }: Page<HeldConversation>): HeldList {
  const conversations = rows.map((row) => ({
    ...row,
    since: iso(row.since),
    lastAt: iso(row.lastAt),
  }));
  return { conversations, ...(next === undefined ? {} : { next }) };
}

/** An entry as staff see it. */
export async function entryView(entry: LogEntry, linkFile: LinkFile): Promise<EntryView> {
  const { seq, at, kind, author, body } = entry;
  return { seq, at: iso(at), kind, author, body: body && (await bodyView(body, linkFile)) };
}

async function bodyView(body: EntryBody, linkFile: LinkFile): Promise<EntryView['body']> {
  const { text, name, value, files, details } = body;
  return {
    ...(text === undefined ? {} : { text }),
    ...(name === undefined ? {} : { name }),
    ...(value === undefined ? {} : { value }),
    ...(files === undefined
      ? {}
      : { files: await Promise.all(files.map((file) => fileView(file, linkFile))) }),
    ...(details === undefined ? {} : { details: detailsView(details) }),
  };
}

async function fileView(file: UploadedFile, linkFile: LinkFile): Promise<FileView> {
  return { ...file, url: await linkFile(file.fileId) };
}

function detailsView({ input: _, outcome, case: card, ...rest }: ReplyDetails): DetailsView {
  return {
    ...rest,
    // Written by the bot as these cards.
    ...(outcome === undefined ? {} : { outcome: outcome as unknown as OutcomeCard }),
    ...(card === undefined ? {} : { case: card as unknown as CaseCard }),
  };
}

export function summaryView(summary: Summary, startedAt: number): ConversationSummary {
  const { form, decision, cases, misses, later } = summary;
  return {
    since: iso(startedAt),
    form: form && formView(form),
    decision: decision && decisionView(decision),
    // Written by the bot as these cards.
    cases: cases as unknown as readonly CaseCard[],
    misses,
    later,
  };
}

function formView(form: SummarisedForm): FormSummary {
  return { ...form, lastAt: iso(form.lastAt) };
}

function decisionView({ outcome, ...rest }: ToldDecision): DecisionSummary {
  // Written by the bot as this card.
  return { ...rest, outcome: outcome as unknown as OutcomeCard };
}
