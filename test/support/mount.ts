import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { problemHandler } from '../../src/http/problem.ts';

export interface Mounted {
  readonly url: string;
  /** Why requests were refused, for developers. */
  reasons(): readonly unknown[];
  close(): Promise<void>;
}

/** A part of the HTTP edge on a real server of its own. */
export async function mount(use: (app: Express) => void): Promise<Mounted> {
  const reasons: unknown[] = [];
  const record = (facts: object) => void reasons.push('reason' in facts ? facts.reason : facts);
  const app = express();
  use(app);
  app.use(problemHandler({ debug: record, info: record, warn: record, error: record }));
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    // A listening TCP server has an AddressInfo.
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    reasons: () => reasons,
    async close() {
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
