import { afterEach, expect, test } from 'vitest';
import { createRateLimits } from '../../../src/http/rate-limits.ts';
import {
  apiTokenRules,
  createCheckApiToken,
  createStaffAccess,
  requireApiToken,
} from '../../../src/http/staff-access.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { createStaffSessions } from '../../../src/staff/staff-session.ts';
import { type Mounted, mount } from '../../support/mount.ts';

const apiToken = 'the-token-of-the-tests';

let mounted: Mounted | undefined;
afterEach(() => mounted?.close());

async function guarded(mode: 'on' | 'off' | 'absent') {
  const limits = mode === 'absent' ? undefined : createRateLimits(mode, apiTokenRules);
  const own = await mount((app) => {
    app.use(
      requireApiToken(createCheckApiToken(apiToken, limits)),
      (_request, response) => void response.send('in'),
    );
  });
  mounted = own;
  return async (token: string) => {
    const headers = { authorization: `Bearer ${token}` };
    return (await fetch(own.url, { headers })).status;
  };
}

test('guessing the API token is stopped, knowing it is not', async () => {
  const ask = await guarded('on');
  const known: number[] = [];
  for (let at = 0; at < 40; at += 1) known.push(await ask(apiToken));

  const guesses: number[] = [];
  for (let at = 0; at < 32; at += 1) guesses.push(await ask(`guess-${at}`));

  expect(known).toEqual(Array(40).fill(200));
  expect(guesses).toEqual([...Array(30).fill(401), 429, 429]);
  expect(await ask(apiToken)).toBe(200);
});

test.each(['off', 'absent'] as const)(
  'with limits %s a wrong token is just wrong',
  async (mode) => {
    const ask = await guarded(mode);

    const guesses: number[] = [];
    for (let at = 0; at < 32; at += 1) guesses.push(await ask(`guess-${at}`));

    expect(guesses).toEqual(Array(32).fill(401));
  },
);

test('an agent without an id is told what the header takes', async () => {
  const access = createStaffAccess({
    check: createCheckApiToken(apiToken),
    sessions: createStaffSessions({ secret: apiToken, clock: systemClock }),
    nameOf: () => '小王',
    publicUrl: null,
  });
  mounted = await mount((app) => {
    app.use(access.demand);
    app.use((request, response) => void response.json(access.agentOf(request)));
  });

  const authorization = `Bearer ${apiToken}`;
  const named = await fetch(mounted.url, { headers: { authorization, 'x-agent': 'anybody' } });
  const nobody = await fetch(mounted.url, { headers: { authorization } });

  expect(await named.json()).toEqual({ agentId: 'anybody', name: '小王' });
  expect(nobody.status).toBe(400);
  expect(mounted.reasons()).toEqual([expect.stringContaining('an ASCII id; its display name')]);
});
