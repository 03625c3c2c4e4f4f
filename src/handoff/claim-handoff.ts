import { commitAct, loadConversation } from '../conversation/commit-act.ts';
import { stateFromJson } from '../conversation/conversation-state.ts';
import { AppError } from '../kernel/errors.ts';
import type { LeaseToken } from '../kernel/lease.ts';
import { type AgentAct, type DeskDeps, notQueued, ownerCommit } from './agent-act.ts';
import { noteHolding } from './held-conversations.ts';
import { takeOver } from './ownership.ts';

/** How long a reservation lives: it only bridges the moment between it and the commit that takes over. */
const reservationMs = 30_000;
/** Reservations one agent may hold at the same moment; more is a runaway script. */
const maxReservations = 20;

export interface Claimed {
  readonly epoch: number;
  readonly head: number;
}

/**
 * Takes a waiting conversation over: reserves its place in the queue, then changes the owner. Of several agents
 * exactly one gets it, the others HANDOFF_TAKEN; the one who has it gets the same answer again.
 */
export async function claimHandoff(deps: DeskDeps, act: AgentAct): Promise<Claimed> {
  const { conversationId, agent, key } = act;
  const { owner } = stateFromJson((await loadConversation(deps.store, conversationId)).state);
  if (owner.kind !== 'queue') return claimedBefore(deps, act);
  // A key counts for one waiting: whoever comes back to the queue later is claimed anew, whatever the key.
  const waiting = `${owner.epoch}:${agent.agentId}:${key}`;
  const reservation = await deps.store.claimHandoff({
    agentId: agent.agentId,
    conversationId,
    capacity: maxReservations,
    requestId: `${conversationId}:${waiting}`,
    leaseMs: reservationMs,
  });
  if (reservation) await takeReserved(deps, act, { lease: reservation.lease, waiting });
  return claimedBefore(deps, act);
}

interface Reserved {
  readonly lease: LeaseToken;
  readonly waiting: string;
}

async function takeReserved(deps: DeskDeps, act: AgentAct, reserved: Reserved): Promise<void> {
  const { conversationId, agent } = act;
  const { lease, waiting } = reserved;
  try {
    await commitAct(deps.store, {
      conversationId,
      key: `claim:${waiting}`,
      asked: null,
      decide(_record, state) {
        if (state.owner.kind !== 'queue') throw notQueued(conversationId);
        const change = takeOver(state, agent, lease);
        const told = [deps.say.joined(agent.name)];
        const holding = noteHolding(conversationId, agent, deps.clock.now());
        return ownerCommit(act, { change, told, action: 'claim', holding });
      },
    });
  } catch (error) {
    // Should this fail too, the lease ends by itself; the first error is the one to tell.
    await deps.store.settleHandoff(lease, 'requeue').catch(() => false);
    throw error;
  }
}

async function claimedBefore(deps: DeskDeps, { conversationId, agent }: AgentAct) {
  const record = await loadConversation(deps.store, conversationId);
  const { owner } = stateFromJson(record.state);
  if (owner.kind === 'bot') throw notQueued(conversationId);
  if (owner.kind === 'agent' && owner.agentId === agent.agentId) {
    return { epoch: owner.epoch, head: record.head };
  }
  throw new AppError('HANDOFF_TAKEN', `another agent has or is just taking '${conversationId}'`);
}
