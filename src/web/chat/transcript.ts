import type { Activity, WireAttachment } from '../shared/wire.ts';
import { fieldOf } from './fields.ts';
import { type Details, readDetails } from './read-details.ts';

/** Who speaks, as the shopper tells them apart. */
export type Speaker = 'shopper' | 'bot' | 'agent';

/** One message of the log. */
export interface Message extends Details {
  readonly kind: 'message';
  readonly id: string;
  readonly at: number;
  readonly speaker: Speaker;
  /** The agent's name; null for the others. */
  readonly name: string | null;
  readonly text: string;
  readonly attachments: readonly WireAttachment[];
  /** Which choice the shopper tapped to say this. */
  readonly choice: string | null;
}

/** A line about the conversation itself: who took over, who left. */
export interface Notice {
  readonly kind: 'notice';
  readonly id: string;
  readonly at: number;
  readonly change: 'accepted' | 'transferred' | 'returned' | 'closed';
  readonly name: string | null;
}

export type Entry = Message | Notice;

/** Who answers now. */
export type Owner =
  | { readonly kind: 'bot' }
  | { readonly kind: 'queue'; readonly place: number | null }
  | { readonly kind: 'agent'; readonly name: string | null };

/** The conversation as the log tells it. */
export interface Transcript {
  readonly entries: readonly Entry[];
  readonly owner: Owner;
  /** Ids seen: a replay may bring an activity twice. */
  readonly ids: ReadonlySet<string>;
}

export const emptyTranscript: Transcript = {
  entries: [],
  owner: { kind: 'bot' },
  ids: new Set(),
};

/** Takes in activities in the order of the log; known ones change nothing. `receivedAt` is for those without a time. */
export function readActivities(
  transcript: Transcript,
  activities: readonly Activity[],
  { userId, receivedAt }: { readonly userId: string; readonly receivedAt: number },
): Transcript {
  const ids = new Set(transcript.ids);
  let entries = [...transcript.entries];
  let { owner } = transcript;
  for (const activity of activities) {
    const { id } = activity;
    if (id !== undefined && ids.has(id)) continue;
    if (id !== undefined) ids.add(id);
    owner = nextOwner(owner, activity);
    const erasedTo = erasedUpTo(activity);
    if (erasedTo > 0) entries = entries.filter((entry) => seqOf(entry) > erasedTo);
    const entry = toEntry(activity, { userId, receivedAt, fallbackId: `local-${entries.length}` });
    if (entry !== null) entries.push(entry);
  }
  return { entries, owner, ids };
}

/** Up to which entry of the log the words were erased by this activity; 0: it erases none. */
function erasedUpTo({ type, name, value }: Activity): number {
  if (type !== 'event' || name !== 'privacy.erased') return 0;
  return Number(fieldOf(value, 'upTo')) || 0;
}

/** Ids are `conversation|0000007`; what has none came from here, and stays. */
function seqOf({ id }: Entry): number {
  return Number(id.split('|')[1] ?? Number.NaN) || Number.POSITIVE_INFINITY;
}

/** The keys of our own messages among the activities: their echo is the "sent" tick. */
export function echoedKeys(activities: readonly Activity[]): ReadonlySet<string> {
  return new Set(
    activities.flatMap(({ channelData }) => {
      const key = channelData?.clientActivityID;
      return typeof key === 'string' ? [key] : [];
    }),
  );
}

/** Who is typing, by the ephemeral activities of a frame; a message of the same frame ends it. */
export function typingSpeaker(activities: readonly Activity[]): 'bot' | 'agent' | null {
  const last = activities[activities.length - 1];
  if (last?.type !== 'typing' || last.from?.role === 'user') return null; // the shopper's other tab
  return isAgent(last) ? 'agent' : 'bot';
}

interface EntryContext {
  readonly userId: string;
  readonly receivedAt: number;
  readonly fallbackId: string;
}

function toEntry(activity: Activity, context: EntryContext): Entry | null {
  const id = activity.id ?? context.fallbackId;
  const parsed = Date.parse(activity.timestamp ?? '');
  const at = Number.isNaN(parsed) ? context.receivedAt : parsed;
  if (activity.type === 'message') return toMessage(activity, { id, at, userId: context.userId });
  const change = handoffState(activity);
  if (change === null || change === 'queued') return null; // the queue's card tells the place
  return { kind: 'notice', id, at, change, name: agentName(activity) };
}

function toMessage(
  activity: Activity,
  { id, at, userId }: { readonly id: string; readonly at: number; readonly userId: string },
): Message {
  const speaker = speakerOf(activity, userId);
  const told = speaker === 'shopper' ? undefined : activity.channelData?.anxin;
  const details = readDetails(told);
  const brief = fieldOf(told, 'brief');
  const isDrawn = details.outcome !== null || details.case !== null;
  return {
    ...details,
    kind: 'message',
    id,
    at,
    speaker,
    name: speaker === 'agent' ? agentName(activity) : null,
    text: isDrawn && typeof brief === 'string' ? brief : (activity.text ?? ''),
    attachments: activity.attachments ?? [],
    choice: choiceOf(activity.value),
  };
}

function speakerOf(activity: Activity, userId: string): Speaker {
  const { from } = activity;
  if (from?.id === userId || from?.role === 'user') return 'shopper';
  return isAgent(activity) ? 'agent' : 'bot';
}

/** Ids of agents are told apart by their beginning; a message says its agent's name as well. */
function isAgent({ from, channelData }: Activity): boolean {
  return channelData?.anxin?.agent !== undefined || (from?.id ?? '').startsWith('agent:');
}

function nextOwner(owner: Owner, activity: Activity): Owner {
  const place = placeOf(activity.value);
  if (activity.name === 'handoff.place' && owner.kind === 'queue') return { kind: 'queue', place };
  const agent = activity.channelData?.anxin?.agent;
  if (agent !== undefined && owner.kind === 'agent') return { kind: 'agent', name: agent };
  switch (handoffState(activity)) {
    case null:
      return owner;
    case 'queued':
    case 'transferred':
      return { kind: 'queue', place };
    case 'accepted':
      return { kind: 'agent', name: agentName(activity) };
    case 'returned':
    case 'closed':
      return { kind: 'bot' };
  }
}

type HandoffState = 'queued' | 'accepted' | 'transferred' | 'returned' | 'closed';

const handoffStates: readonly unknown[] = [
  'queued',
  'accepted',
  'transferred',
  'returned',
  'closed',
];

function handoffState({ type, name, value }: Activity): HandoffState | null {
  if (type !== 'event' || name !== 'handoff.status') return null;
  const state = fieldOf(value, 'state');
  return handoffStates.includes(state) ? (state as HandoffState) : null; // checked on this line
}

function agentName(activity: Activity): string | null {
  const name = activity.channelData?.anxin?.agent ?? fieldOf(activity.value, 'agent');
  if (typeof name === 'string') return name;
  return isAgent(activity) ? (activity.from?.name ?? null) : null;
}

function placeOf(value: unknown): number | null {
  const place = fieldOf(value, 'place');
  return typeof place === 'number' ? place : null;
}

function choiceOf(value: unknown): string | null {
  const choice = fieldOf(value, 'choice');
  return typeof choice === 'string' ? choice : null;
}
