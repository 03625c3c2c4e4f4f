import type { LeaseToken } from '../kernel/lease.ts';
import type { OutboxRequest } from './effect.ts';

export interface OutboxCall extends OutboxRequest {
  readonly lease: LeaseToken;
  /** 1 on the first try. */
  readonly attempt: number;
}

/** Calls to other systems, made at least once; the other side tells repeats apart by `key`. */
export interface OutboxStore {
  /** Oldest first; calls that wait for a retry only after their time. */
  claimOutbox(claim: {
    readonly holder: string;
    readonly leaseMs: number;
    readonly limit: number;
  }): Promise<readonly OutboxCall[]>;
  /** `dead` keeps the call for a person to look at. False = the lease has passed to another. */
  settleOutbox(
    lease: LeaseToken,
    outcome: 'done' | 'dead' | { readonly retryAt: number },
  ): Promise<boolean>;
}
