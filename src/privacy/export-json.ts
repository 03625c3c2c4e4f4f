import type { LogEntry } from '../conversation/log-entry.ts';
import type { SubjectRecord } from './subject-record.ts';

/** Grows when the shape changes, so that whoever reads a copy later knows what it is. */
const version = 1;

/** A copy for machines: times are ISO 8601, nothing is left out. */
export function exportJson(record: SubjectRecord): string {
  const { shopperId, at, conversations, cases, files } = record;
  const copy = {
    format: 'anxin-personal-data',
    version,
    madeAt: isoOf(at),
    shopperId,
    conversations: conversations.map(({ conversationId, startedAt, entries, state }) => ({
      conversationId,
      startedAt: isoOf(startedAt),
      entries: entries.map(entryCopy),
      state,
    })),
    cases: cases.map(({ openedAt, deadlines, history, ...rest }) => ({
      ...rest,
      openedAt: isoOf(openedAt),
      deadlines: deadlines.map((one) => ({ ...one, dueAt: isoOf(one.dueAt) })),
      history: history.map((one) => ({ ...one, at: isoOf(one.at) })),
    })),
    files: files.map(({ at: sentAt, ...file }) => ({ ...file, at: isoOf(sentAt) })),
  };
  return `${JSON.stringify(copy, null, 2)}\n`;
}

function entryCopy({ seq, at, kind, author, body }: LogEntry) {
  return { seq, at: isoOf(at), kind, author, ...body };
}

const isoOf = (ms: number) => new Date(ms).toISOString();
