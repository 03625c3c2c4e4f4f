import { afterEach, beforeEach, expect, test } from 'vitest';
import { begin, conversation } from '../support/store-builders.ts';
import { startStoreWriter } from '../support/store-child.ts';
import { makeTempFolder, openTempStore, removeFolder } from '../support/store-sqlite.ts';

let directory = '';
beforeEach(async () => {
  directory = await makeTempFolder();
});
afterEach(() => removeFolder(directory));

test('a second process is refused and told whom to stop', async () => {
  const first = startStoreWriter(directory, 'first');
  await first.until(1);

  const second = openTempStore({ directory });

  await expect(second).rejects.toMatchObject({
    code: 'STORE_LOCKED',
    message: expect.stringMatching(
      new RegExp(`${directory} belongs to process ${first.process.pid}: stop that process`),
    ),
  });
  const before = first.lines.length;
  await first.until(before + 50);
  expect(first.process.exitCode).toBeNull();
  first.process.kill('SIGKILL');
  await first.ended;
});

test('a second store in the same process is refused too', async () => {
  const first = await openTempStore({ directory });

  const second = openTempStore({ directory });

  await expect(second).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  await first.close();
});

test('the directory of a killed process is free at once', async () => {
  const first = startStoreWriter(directory, 'first');
  await first.until(20);
  first.process.kill('SIGKILL');
  await first.ended;

  const second = await openTempStore({ directory });

  expect(await second.store.health()).toMatchObject({ isWritable: true });
  await second.close();
});

test('leases of an earlier process hold nothing back, and its tokens mean nothing', async () => {
  const { store, now, reopen, close } = await openTempStore({ directory });
  await begin(store, conversation('a'), [
    { kind: 'timer.set', timer: { id: 't', dueAt: now(), kind: 'k', payload: null } },
  ]);
  const claim = { holder: 'node', leaseMs: 60_000, limit: 9 };
  const [earlier] = await store.claimTimers(claim);
  if (earlier === undefined) throw new Error('nothing to claim');

  const again = await reopen();
  const settledByToken = await again.settleTimer(earlier.lease, []);
  const [later] = await again.claimTimers(claim);

  expect(settledByToken).toBe(false);
  expect(later?.lease.fence).toBeGreaterThan(earlier.lease.fence);
  await close();
});
