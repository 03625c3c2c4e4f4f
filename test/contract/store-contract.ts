import { describe } from 'vitest';
import { acceptContract } from './accept-contract.ts';
import { commitContract } from './commit-contract.ts';
import { documentContract } from './document-contract.ts';
import { effectContract } from './effect-contract.ts';
import { eraseContract } from './erase-contract.ts';
import { lifeContract } from './life-contract.ts';
import { outboxContract } from './outbox-contract.ts';
import { pendingContract } from './pending-contract.ts';
import { queueContract } from './queue-contract.ts';
import { recordContract } from './record-contract.ts';
import type { OpenHarness } from './store-harness.ts';
import { storeInvariants } from './store-invariants.ts';
import { storeModelContract } from './store-model-contract.ts';
import { timerContract } from './timer-contract.ts';

/** What every adapter of the store promises; it is written against the port alone. */
export function storeContract(adapter: {
  readonly name: string;
  readonly open: OpenHarness;
}): void {
  describe(`${adapter.name} keeps the contract of the store`, () => {
    acceptContract(adapter.open);
    commitContract(adapter.open);
    effectContract(adapter.open);
    pendingContract(adapter.open);
    eraseContract(adapter.open);
    timerContract(adapter.open);
    outboxContract(adapter.open);
    queueContract(adapter.open);
    documentContract(adapter.open);
    recordContract(adapter.open);
    lifeContract(adapter.open);
    storeInvariants(adapter.open);
    storeModelContract(adapter.open);
  });
}
