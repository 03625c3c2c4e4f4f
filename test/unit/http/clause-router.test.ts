import { expect, test } from 'vitest';
import { clauseRules, createClauseRouter } from '../../../src/http/clause-router.ts';
import { createRateLimits } from '../../../src/http/rate-limits.ts';
import { mount } from '../../support/mount.ts';

test('one address that opens clauses without end is told to wait', async () => {
  const shelf = { open: async () => null };
  const mounted = await mount((app) => {
    app.use(createClauseRouter(shelf, createRateLimits('on', clauseRules)));
  });

  const statuses: number[] = [];
  for (let at = 0; at < 122; at += 1)
    statuses.push((await fetch(`${mounted.url}/clauses/${'0'.repeat(64)}/a`)).status);

  expect(statuses).toEqual([...Array(120).fill(404), 429, 429]);
  await mounted.close();
});
