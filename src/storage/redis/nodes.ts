import { setTimeout as pause } from 'node:timers/promises';
import type { NodesStore } from '../../kernel/nodes-store.ts';
import { createSignal } from '../../kernel/signal.ts';
import type { CarryOut } from './carry-out.ts';
import { reading, type StoreFunction, writing } from './functions.ts';
import type { Reply } from './replies.ts';

/** A node's word that it is there, given again and again, with what it has to tell. */
export interface Stay {
  readonly nodes: NodesStore;
  /** Says that the node goes, if Redis hears it; a node that is killed is taken for present for some seconds. */
  end(): Promise<void>;
}

const beatEachMs = 3_000;
/** Three beats may be late. */
const stayMs = 10_000;
/** A connection that has fallen silent does not hold up the end of the process. */
const goodbyeWithinMs = 1_000;

interface StayDeps {
  /** A beat that fails is followed by another, so each is tried once. */
  readonly beatOnce: CarryOut;
  readonly carryOut: CarryOut;
}

/** Lets others see that this node uses the store, and hears what they announce. */
export async function stayAmongNodes({ beatOnce, carryOut }: StayDeps): Promise<Stay> {
  const announced = createSignal<string>();
  /** What this node has to say and Redis has not confirmed. */
  let unheard: string | null = null;
  let lastHeard: string | null = null;

  async function beat(ttlMs: number): Promise<void> {
    const said = unheard;
    try {
      const heard = await beatOnce(nodeFunctions.beat, { ttlMs, announce: said });
      if (unheard === said) unheard = null;
      const isNews = heard !== lastHeard && heard !== said;
      lastHeard = heard;
      if (isNews && heard !== null) announced.emit(heard);
    } catch {
      // That Redis is away is told elsewhere.
    }
  }

  let last = beat(stayMs);
  let isBeating = false;
  await last;
  async function beatNext(): Promise<void> {
    isBeating = true;
    await beat(stayMs);
    isBeating = false;
  }
  /** While one is on its way, what is to be said goes with the one after it. */
  function next(): void {
    if (!isBeating) last = beatNext();
  }
  const timer = setInterval(next, beatEachMs);
  timer.unref();
  return {
    nodes: {
      announce(value) {
        unheard = value;
        next();
      },
      onAnnounced: announced.listen,
      agree: (facts) => carryOut(nodeFunctions.agree, { facts: Object.entries(facts) }),
    },
    async end() {
      clearInterval(timer);
      const gone = last.then(() => beat(0));
      await Promise.race([gone, pause(goodbyeWithinMs, undefined, { ref: false })]);
    },
  };
}

/** Who uses a store. */
export interface Nodes {
  readonly here: number;
  /** How often the store was opened, ever. */
  readonly opened: number;
}

interface Beat {
  readonly ttlMs: number;
  readonly announce: string | null;
}

interface Facts {
  readonly facts: readonly (readonly [name: string, value: string])[];
}

const beatFunction: StoreFunction<Beat, string | null> = {
  ...writing('beat'),
  read: (reply) => (reply === null ? null : String(reply)),
};

const agreeFunction: StoreFunction<Facts, readonly string[]> = {
  ...writing('agree'),
  read: (reply) => (reply as readonly Reply[]).map(String),
};

export const nodeFunctions = {
  beat: beatFunction,
  agree: agreeFunction,
  readNodes: reading<null, Nodes>(
    'read_nodes',
    () => null,
    (reply) => {
      const [here, opened] = reply as readonly Reply[];
      return { here: Number(here), opened: Number(opened) };
    },
  ),
};
