/**
 * A time-limited right to one piece of work. `fence` grows with every grant of the same work,
 * so a holder who slept through its lease is recognised and refused.
 */
export interface LeaseToken {
  readonly subject: string;
  readonly holder: string;
  readonly fence: number;
}
