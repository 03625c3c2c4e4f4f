import type { ConversationState } from '../conversation/conversation-state.ts';
import type { Effect } from '../conversation/effect.ts';
import type { NewEntry } from '../conversation/log-entry.ts';
import type { AgentId } from '../kernel/ids.ts';
import type { LeaseToken } from '../kernel/lease.ts';

/** A change of owner: its state, what it changes outside and the event that tells the shopper's page. */
export interface OwnerChange {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
  readonly event: NewEntry;
}

/** Skill of conversations that no rule has sorted yet. */
const generalSkill = 'general';

/** bot → queue. `place` is what the shopper is told; 1 is served next. */
export function joinQueue(state: ConversationState, now: number, place: number): OwnerChange {
  return {
    state: {
      ...state,
      owner: { kind: 'queue', epoch: state.owner.epoch + 1, since: now },
      dialog: {},
      misses: 0,
      // Whoever comes back from the queue is offered it anew, not held to an offer of before.
      later: state.later && { ...state.later, isOffered: false },
    },
    effects: [
      { kind: 'handoff.enqueue', skill: generalSkill, priority: state.mood?.priority ?? 0 },
    ],
    event: statusEvent({ state: 'queued', place }),
  };
}

/** queue → bot: the shopper does not want to wait any longer. */
export function leaveQueue(state: ConversationState): OwnerChange {
  return {
    state: { ...state, owner: { kind: 'bot', epoch: state.owner.epoch + 1 } },
    effects: [{ kind: 'handoff.withdraw' }],
    event: statusEvent({ state: 'returned' }),
  };
}

/** queue → agent, by the holder of the reservation. */
export function takeOver(
  state: ConversationState,
  agent: { readonly agentId: AgentId; readonly name: string },
  lease: LeaseToken,
): OwnerChange {
  return {
    state: {
      ...state,
      owner: { kind: 'agent', epoch: state.owner.epoch + 1, agentId: agent.agentId },
    },
    effects: [{ kind: 'handoff.settle', lease, as: 'complete' }],
    event: statusEvent({ state: 'accepted', agent: agent.name }),
  };
}

/** agent → bot: the agent is done. */
export function handBack(state: ConversationState): OwnerChange {
  return {
    // All that was wanted was told to the agent.
    state: {
      ...state,
      owner: { kind: 'bot', epoch: state.owner.epoch + 1 },
      later: null,
      mood: null,
    },
    effects: [],
    event: statusEvent({ state: 'closed' }),
  };
}

interface HandoffStatus {
  readonly state: 'queued' | 'accepted' | 'transferred' | 'returned' | 'closed';
  readonly place?: number;
  readonly agent?: string;
}

function statusEvent(value: HandoffStatus): NewEntry {
  return {
    kind: 'event',
    author: { role: 'system', id: 'anxin' },
    body: { name: 'handoff.status', value: { ...value } },
  };
}
