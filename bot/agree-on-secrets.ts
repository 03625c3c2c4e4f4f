import { scryptSync } from 'node:crypto';
import { AppError } from '../src/kernel/errors.ts';
import type { Store } from '../src/storage/store.ts';
import type { Secrets } from './secrets.ts';

const variables: Readonly<Record<keyof Secrets, string>> = {
  apiToken: 'API_TOKEN',
  directLineSecret: 'DIRECTLINE_SECRET',
  shopperJwtSecret: 'SHOPPER_JWT_SECRET',
};

/**
 * Refuses to start beside nodes with other secrets: a token that one has signed would be turned away by the next, and
 * shoppers would lose their conversation at random. In the store stands what no secret can be read from.
 */
export async function agreeOnSecrets(
  store: Pick<Store, 'nodes' | 'epoch' | 'close'>,
  secrets: Secrets,
): Promise<void> {
  const { nodes, epoch } = store;
  if (nodes === undefined) return;
  const facts = Object.entries(variables).map(([name, variable]) => [
    variable,
    // The epoch as salt: the same secret looks different in another store.
    scryptSync(secrets[name as keyof Secrets], `${epoch}:${variable}`, 16).toString('base64url'),
  ]);
  const differing = await nodes.agree(Object.fromEntries(facts));
  if (differing.length === 0) return;
  // Or the others would count this process among them for a while.
  await store.close();
  throw new AppError(
    'CONFIG_INVALID',
    `${differing.join(', ')}: other nodes on this Redis have another value. Give all nodes one DATA_DIR, or the same values; to change them, stop all nodes for ten seconds first`,
  );
}
