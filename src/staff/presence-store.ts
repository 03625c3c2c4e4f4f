import type { AgentId } from '../kernel/ids.ts';

export type PresenceStatus = 'online' | 'busy' | 'break';

export interface Presence {
  readonly agentId: AgentId;
  readonly node: string;
  readonly status: PresenceStatus;
  readonly until: number;
}

/** Who is at the desk. Forgotten by itself when the heartbeat stops. */
export interface PresenceStore {
  heartbeat(beat: {
    readonly agentId: AgentId;
    readonly node: string;
    readonly status: PresenceStatus;
    readonly ttlMs: number;
  }): Promise<void>;
  listPresence(): Promise<readonly Presence[]>;
}
