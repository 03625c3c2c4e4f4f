import { randomBytes } from 'node:crypto';
import type { Clock } from '../../kernel/clock.ts';
import type { Send } from './client.ts';
import type { StoreFunction } from './functions.ts';
import { toArguments } from './requests.ts';

/** Has a function of the library run: the same call id each time it is sent. */
export type CarryOut = <Request, Result>(
  wanted: StoreFunction<Request, Result>,
  request: Request,
) => Promise<Result>;

export interface LibraryLink {
  /** Sends until there is an answer. */
  readonly send: Send;
  readonly base: string;
  readonly node: string;
  /** Name of the library. */
  readonly library: string;
}

/** Without a clock, by the time of Redis. */
export function createCarryOut(
  { send, base, node, library }: LibraryLink,
  clock?: Clock,
): CarryOut {
  return async (wanted, request) => {
    const id = randomToken();
    const envelope = { now: clock?.now() ?? null, id, node, request: wanted.encode(request) };
    const command = wanted.kind === 'read' ? 'FCALL_RO' : 'FCALL';
    const args = [command, `${library}_${wanted.name}`, '1', base, ...toArguments(envelope)];
    return wanted.read(await send(args), request);
  };
}

/** Names a call or a node. */
export function randomToken(): string {
  return randomBytes(9).toString('base64url');
}
