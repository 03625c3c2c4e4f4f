import type { Clock } from '../../kernel/clock.ts';
import type { AgentId } from '../../kernel/ids.ts';
import type { Presence, PresenceStore } from '../../staff/presence-store.ts';

/**
 * Who is at the desk, in memory only: one process owns the file, a desk beats every few seconds, and after a
 * restart the truth is back with the next beat. On disk it would cost a flush per beat and survive what it describes.
 */
export function createPresence(clock: Clock): PresenceStore {
  const present = new Map<AgentId, Presence>();
  return {
    async heartbeat({ agentId, node, status, ttlMs }) {
      present.set(agentId, { agentId, node, status, until: clock.now() + ttlMs });
    },
    async listPresence() {
      const now = clock.now();
      for (const { agentId, until } of present.values()) if (until <= now) present.delete(agentId);
      return [...present.values()].sort((a, b) => (a.agentId < b.agentId ? -1 : 1));
    },
  };
}
