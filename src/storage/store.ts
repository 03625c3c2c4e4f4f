import type { OutboxStore } from '../conversation/outbox-store.ts';
import type { TimerStore } from '../conversation/timer-store.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { QueueStore } from '../handoff/queue-store.ts';
import type { CounterStore } from '../kernel/counter-store.ts';
import type { DocumentStore } from '../kernel/document-store.ts';
import type { NodesStore } from '../kernel/nodes-store.ts';
import type { AuditStore } from '../staff/audit-store.ts';
import type { PresenceStore } from '../staff/presence-store.ts';

export interface StoreHealth {
  readonly adapter: 'sqlite' | 'redis';
  readonly isWritable: boolean;
  /** Why not, in English, for operators. */
  readonly problem?: string;
  /** Writes that wait for their commit. */
  readonly queued: number;
  readonly facts: Readonly<Record<string, string | number>>;
}

/** Life of the store itself, known to the composition root and the commands only. */
interface StoreLife {
  /** Changes after a restore: watermarks of an earlier life are recognised and answered with a replay. */
  readonly epoch: string;
  /** Of the latest entry, 0 where there is none: a clock that starts here never runs back. */
  readonly lastTimeMs: number;
  /** Absent where one process owns the store. */
  readonly nodes?: NodesStore;
  /** Absent where one process owns the store, and may count in its memory. */
  readonly counters?: CounterStore;
  health(): Promise<StoreHealth>;
  /** Writes a consistent copy beside the running server. The file must not exist yet. */
  backup(file: string): Promise<void>;
  /** Finishes what was begun, then lets go. */
  close(): Promise<void>;
}

/** All that is kept, joined from the ports of the domains that use it; one commit spans them all. */
export interface Store
  extends TurnStore,
    TimerStore,
    OutboxStore,
    QueueStore,
    DocumentStore,
    AuditStore,
    PresenceStore,
    StoreLife {}
