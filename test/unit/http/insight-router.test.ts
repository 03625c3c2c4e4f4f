import { afterEach, expect, test } from 'vitest';
import { createInsightRouter } from '../../../src/http/insight-router.ts';
import { problemHandler } from '../../../src/http/problem.ts';
import type { StaffRole } from '../../../src/staff/staff-session.ts';
import { type Mounted, mount } from '../../support/mount.ts';
import { recordLog } from '../../support/record-log.ts';

let mounted: Mounted | undefined;
afterEach(() => mounted?.close());

async function askAs(roles: readonly StaffRole[]): Promise<number> {
  const session = { roles, name: '林溪', expiresAt: 0 };
  const own = await mount((app) => {
    app.use(
      createInsightRouter({
        documents: { listDocuments: async () => ({ rows: [] }) },
        current: () => ({ entries: [] }),
        // Only the roles are looked at.
        access: { sessionOf: () => session as never },
      }),
    );
    app.use(problemHandler(recordLog().logger));
  });
  mounted = own;
  return (await fetch(`${own.url}/insight/answers`)).status;
}

test.each([
  [['agent'], 403],
  [['operator'], 200],
  [['supervisor', 'agent'], 200],
] as const)('%j read what shoppers think of answers: %i', async (roles, status) => {
  expect(await askAs(roles)).toBe(status);
});
