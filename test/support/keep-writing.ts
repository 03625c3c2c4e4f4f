import type { ConversationId } from '../../src/kernel/ids.ts';
import type { Store } from '../../src/storage/store.ts';
import { accepting, committing, conversation, reply } from './store-builders.ts';

const writers = 16;

const conversations = Array.from({ length: writers }, (_, at) => conversation(`c${at}`));

export interface Writing {
  /** A name of its own, so that no message of it is one of another's. */
  readonly run: string;
  /** Told of what the store acknowledges, one line each: `conversation seq text`. */
  acknowledge(line: string): void;
  readonly isOver: () => boolean;
}

/** Messages and turns in 16 conversations at once, as fast as the store takes them. */
export async function keepWriting(store: Store, writing: Writing): Promise<void> {
  await Promise.all(conversations.map((id) => write(store, id, writing)));
}

async function write(store: Store, id: ConversationId, writing: Writing): Promise<void> {
  const { run, acknowledge, isOver } = writing;
  await store.commit(committing(id, 'start', null, { state: 0 }));
  for (let at = 0; !isOver(); at += 1) {
    const text = `${run}:${at}`;
    const accepted = await store.accept(accepting(id, text));
    if (accepted.kind !== 'accepted') throw new Error(`accept was answered ${accepted.kind}`);
    acknowledge(`${id} ${accepted.seq} ${text}`);

    const record = await store.load(id);
    const answer = `answer-${text}`;
    const committed = await store.commit(
      committing(id, `turn:${text}`, record?.etag ?? null, {
        state: Number(record?.state) + 1,
        processedUpTo: accepted.seq,
        entries: [reply(answer)],
      }),
    );
    if (committed.kind !== 'committed') throw new Error(`commit was answered ${committed.kind}`);
    acknowledge(`${id} ${committed.firstSeq} ${answer}`);
  }
}

/** What was acknowledged and is not at its place, once; and where a log has gaps. */
export async function findLosses(
  store: Store,
  acknowledged: readonly string[],
): Promise<readonly string[]> {
  const logs = new Map<string, readonly string[]>();
  const losses: string[] = [];
  for (const id of conversations) {
    const log = await readLog(store, id);
    const texts = log.map(({ text }) => text ?? '');
    logs.set(id, texts);
    losses.push(
      ...log.filter(({ seq }, at) => seq !== at + 1).map(({ seq }) => `${id} gap ${seq}`),
    );
    if (new Set(texts).size < texts.length) losses.push(`${id} has a text twice`);
  }
  for (const line of acknowledged) {
    const [id = '', seq, text] = line.split(' ');
    if (logs.get(id)?.[Number(seq) - 1] !== text) losses.push(line);
  }
  return losses;
}

async function readLog(store: Store, id: ConversationId) {
  const log: { readonly seq: number; readonly text: string | undefined }[] = [];
  for (let slice = await store.since(id, 0, 200); slice && slice.entries.length > 0; ) {
    log.push(...slice.entries.map(({ seq, body }) => ({ seq, text: body?.text })));
    slice = await store.since(id, log.at(-1)?.seq ?? 0, 200);
  }
  return log;
}
