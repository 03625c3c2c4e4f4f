import type { LeaseToken } from '../kernel/lease.ts';
import type { Effect, TimerSetting } from './effect.ts';

export interface DueTimer extends TimerSetting {
  readonly lease: LeaseToken;
}

/** Timers fire at least once; settling is what makes it exactly once. */
export interface TimerStore {
  /** Timers due now that nobody holds, earliest first. */
  claimTimers(claim: {
    readonly holder: string;
    readonly leaseMs: number;
    readonly limit: number;
  }): Promise<readonly DueTimer[]>;
  /**
   * Removes the timer and applies the effects in one commit. False = nothing was written: the lease has passed to
   * another, the timer was moved or cancelled meanwhile, or `document.put` met another eTag; in the last case it
   * fires again when the lease ends. Effects on a conversation (`handoff.…`, `conversation.belongs-to`) are refused here;
   * a timer that writes into one is settled by the commit's effect `timer.settle`.
   */
  settleTimer(lease: LeaseToken, effects: readonly Effect[]): Promise<boolean>;
}
