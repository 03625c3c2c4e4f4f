import { afterEach, beforeEach } from 'vitest';
import type { OpenHarness, StoreHarness } from './store-harness.ts';

/** Opens a fresh store before each test of the enclosing describe, and closes it after. */
export function useHarness(open: OpenHarness): () => StoreHarness {
  let harness: StoreHarness | undefined;
  beforeEach(async () => {
    harness = await open();
  });
  afterEach(async () => {
    await harness?.close();
    harness = undefined;
  });
  return () => {
    if (harness === undefined) throw new Error('the store is open inside a test only');
    return harness;
  };
}
