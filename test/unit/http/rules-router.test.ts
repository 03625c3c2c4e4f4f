import { expect, test } from 'vitest';
import { createRateLimits } from '../../../src/http/rate-limits.ts';
import { createRulesRouter } from '../../../src/http/rules-router.ts';
import { AppError } from '../../../src/kernel/errors.ts';
import { mount } from '../../support/mount.ts';

test('one address that tries the rules without end is told to wait', async () => {
  const unread = () => {
    throw new AppError('INTERNAL', 'the rules are not read for what is no request');
  };
  const limits = createRateLimits('on', { rules: { points: 3, perSeconds: 86_400 } });
  const mounted = await mount((app) => {
    app.use(createRulesRouter({ current: unread, rulesOf: unread, now: () => 0 }, limits));
  });
  const headers = { 'content-type': 'application/json' };

  const statuses: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    const wrong = await fetch(`${mounted.url}/rules/decide`, {
      method: 'POST',
      headers,
      body: '{',
    });
    statuses.push(wrong.status);
  }
  const listed = await fetch(`${mounted.url}/rules`);

  expect(statuses).toEqual([400, 400, 400, 429, 429]);
  expect(listed.status).toBe(429);
  await mounted.close();
});
