import { setTimeout as pause } from 'node:timers/promises';
import type { CarryOut } from './carry-out.ts';
import { reading, writing } from './functions.ts';
import type { Reply } from './replies.ts';

/** A node's word that it is there, given again and again. */
export interface Stay {
  /** Says that the node goes, if Redis hears it; a node that is killed is taken for present for some seconds. */
  end(): Promise<void>;
}

const beatEachMs = 3_000;
/** Three beats may be late. */
const stayMs = 10_000;
/** A connection that has fallen silent does not hold up the end of the process. */
const goodbyeWithinMs = 1_000;

/** Lets those who need the store to themselves see that this node uses it. */
export async function stayAmongNodes(carryOut: CarryOut): Promise<Stay> {
  // A beat that fails is followed by another; that Redis is away is told elsewhere.
  const beat = (ttlMs: number) => carryOut(nodeFunctions.beat, { ttlMs }).catch(() => undefined);
  let last: Promise<unknown> = beat(stayMs);
  await last;
  const timer = setInterval(() => {
    last = beat(stayMs);
  }, beatEachMs);
  timer.unref();
  return {
    async end() {
      clearInterval(timer);
      await Promise.race([
        last.then(() => beat(0)),
        pause(goodbyeWithinMs, undefined, { ref: false }),
      ]);
    },
  };
}

/** Who uses a store. */
export interface Nodes {
  readonly here: number;
  /** How often the store was opened, ever. */
  readonly opened: number;
}

export const nodeFunctions = {
  beat: writing<{ readonly ttlMs: number }, true>('beat'),
  readNodes: reading<null, Nodes>(
    'read_nodes',
    () => null,
    (reply) => {
      const [here, opened] = reply as readonly Reply[];
      return { here: Number(here), opened: Number(opened) };
    },
  ),
};
