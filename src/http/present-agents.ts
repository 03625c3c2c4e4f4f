import type { PresentAgent } from '../api/desk.ts';
import type { AgentId } from '../kernel/ids.ts';
import type { PresenceStore } from '../staff/presence-store.ts';

/** Who is at the desk, on whichever node. */
export interface PresentAgents {
  list(): Promise<readonly PresentAgent[]>;
  /** The agent's page is open here, and is for `ttlMs` more. */
  note(agentId: AgentId, ttlMs: number): Promise<void>;
}

interface PresentAgentsDeps {
  readonly presence: PresenceStore;
  /** Name of this process. */
  readonly node: string;
  readonly nameOf: (agentId: string) => string;
}

export function createPresentAgents({ presence, node, nameOf }: PresentAgentsDeps): PresentAgents {
  return {
    async list() {
      const present = await presence.listPresence();
      return present.map(({ agentId }) => ({ id: agentId, name: nameOf(agentId) }));
    },
    note: (agentId, ttlMs) => presence.heartbeat({ agentId, node, status: 'online', ttlMs }),
  };
}
