import type { SessionMemory } from '../shared/session-memory.ts';

const memoryKey = 'anxin.shopper-token';

/**
 * The merchant's word for who the shopper is: the shop's page links here as `/#shopperToken=<JWT>`. What stands behind
 * `#` reaches no server and no log; it is taken out of the address at once, and kept for this tab.
 */
export function takeShopperToken(memory: SessionMemory): () => string | null {
  const handed = new URLSearchParams(location.hash.slice(1)).get('shopperToken');
  if (handed !== null) {
    memory.write(memoryKey, handed);
    history.replaceState(null, '', location.pathname + location.search);
  }
  return () => memory.read(memoryKey);
}
