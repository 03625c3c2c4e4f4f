import { rm } from 'node:fs/promises';
import type { CaseView } from '../../src/api/cases.ts';
import type { FaultPoint } from '../../src/kernel/fault.ts';
import { freePort, type StartedServer, startServer } from './start-server.ts';

/** A server that is killed and started again on its folder and port. */
export interface Victim {
  readonly url: string;
  /** How often it has died. */
  readonly kills: number;
  /** SIGKILL, and the next life, whose clock may stand later by so much. */
  kill(leapMs?: number): Promise<void>;
  /** SIGKILL; a life that dies by itself at the point, with the clock later by so much; and the next one. */
  killAndDieAt(point: FaultPoint, leapMs: number): Promise<void>;
  /** All cases, as staff see them. */
  listCases(): Promise<readonly CaseView[]>;
  close(): Promise<void>;
}

/** One that takes longer has lost more than time. */
const readyLimitMs = 300_000;

/** `env` beside what a victim needs; its clock begins now. */
export async function openVictim(env: Readonly<Record<string, string>>): Promise<Victim> {
  const port = await freePort();
  let now = Date.now();
  const lifeEnv = (more = {}) => ({
    LOG_LEVEL: 'warn',
    ...env,
    CLOCK_START: new Date(now).toISOString(),
    ...more,
  });
  let server: StartedServer = await startServer({ port, env: lifeEnv(), readyLimitMs });
  const { dataDir, url, apiToken } = server;
  let kills = 0;

  async function kill(leapMs = 0, more = {}): Promise<void> {
    await server.kill();
    kills += 1;
    now += leapMs;
    server = await startServer({ port, dataDir, env: lifeEnv(more), readyLimitMs });
  }

  async function readPage(after: string) {
    const query = new URLSearchParams({ limit: '200', ...(after === '' ? {} : { after }) });
    const headers = { authorization: `Bearer ${apiToken}` };
    const response = await fetch(`${url}/api/cases?${query}`, { headers });
    return (await response.json()) as { readonly cases: CaseView[]; readonly next?: string };
  }

  return {
    url,
    get kills() {
      return kills;
    },
    kill,
    async killAndDieAt(point, leapMs) {
      // It may die before it is ready, which its start takes for a failure.
      await kill(leapMs, { FAULT_AT: point }).catch(() => undefined);
      await server.ended;
      await kill();
    },
    async listCases() {
      const cases: CaseView[] = [];
      for (let after: string | undefined = ''; after !== undefined; ) {
        const page = await readPage(after);
        cases.push(...page.cases);
        after = page.next;
      }
      return cases;
    },
    async close() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
