import type { FactValue } from '../policy/decision.ts';

/** A slot that a message fills. */
export interface Heard {
  readonly slot: string;
  readonly value: FactValue;
}
