import fc from 'fast-check';
import type { Effect } from '../../src/conversation/effect.ts';
import type { LeaseToken } from '../../src/kernel/lease.ts';
import { accepting, agent, conversation, reply, shopper } from './store-builders.ts';
import type { ModelledStore } from './store-model.ts';

/**
 * One of the two stores under comparison, with the tokens it has given out: the two stores choose their
 * own eTags and fences, so commands name them by where they came from.
 */
export interface Side {
  /** Before every name of this story, so that stories can follow one another in one store. */
  readonly prefix: string;
  readonly store: ModelledStore;
  readonly now: () => number;
  readonly leases: Record<'pending' | 'timer' | 'outbox' | 'handoff', LeaseToken[]>;
  readonly etags: Map<string, string[]>;
}

export function createSide(prefix: string, store: ModelledStore, now: () => number): Side {
  return {
    prefix,
    store,
    now,
    leases: { pending: [], timer: [], outbox: [], handoff: [] },
    etags: new Map(),
  };
}

/** A step of a story. `act` returns what both sides must agree on; tokens are left out of it. */
export interface Command {
  readonly advanceMs: number;
  act(side: Side): Promise<unknown>;
  toString(): string;
}

const leaseMs = 1000;
const shopperId = shopper('guest:1');
const small = fc.nat({ max: 2 });
const few = fc.integer({ min: 1, max: 3 });
/** Counted back from the newest; the newest is what a holder usually has in hand. */
const which = fc.constantFrom(0, 0, 0, 1, 2, 3);
const number = fc.nat({ max: 5 });
const choice = fc.constantFrom;

const conversationName = choice('a', 'a', 'b', 'b', 'c');
const documentName = choice('d1', 'd2');

const effects = fc.array(
  fc.oneof(
    fc.record({ kind: choice('timer.set'), id: choice('t1', 't2'), inMs: choice(0, 0, 400, 2000) }),
    fc.record({ kind: choice('timer.cancel'), id: choice('t1', 't2') }),
    fc.record({
      kind: choice('document.put'),
      id: documentName,
      n: small,
      match: choice('any', 'any', 'any', 'last', 'last', 'new', 'old'),
    }),
    fc.record({ kind: choice('outbox.put'), key: choice('o1', 'o2', 'o3') }),
    fc.record({ kind: choice('audit'), action: choice('x', 'y') }),
  ),
  { maxLength: 3 },
);
const handoffEffects = fc.array(
  fc.oneof(
    fc.record({
      kind: choice('handoff.enqueue'),
      skill: choice('general', 'quality'),
      priority: choice(-5, 0, 5),
    }),
    fc.record({ kind: choice('handoff.withdraw') }),
    fc.record({ kind: choice('timer.settle'), which }),
    fc.record({ kind: choice('handoff.settle'), which, as: choice('complete', 'requeue') }),
  ),
  { maxLength: 2 },
);

type EffectPlan =
  | (typeof effects extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never)
  | (typeof handoffEffects extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never);

/** Every command the property test tells stories of. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: command('accept', { id: conversationName, key: number, text: small }, accept),
  },
  {
    weight: 6,
    arbitrary: command(
      'commit',
      {
        id: conversationName,
        key: fc.nat({ max: 30 }),
        body: fc.option(choice('x', 'y'), { nil: undefined, freq: 2 }),
        isShoppers: fc.boolean(),
        etag: choice('now', 'now', 'now', 'now', 'old', 'null'),
        entries: small,
        upTo: fc.option(number, { nil: undefined }),
        behind: choice(undefined, undefined, undefined, undefined, 0, 1),
        state: fc.option(fc.json(), { nil: undefined }),
        lease: fc.option(which, { nil: undefined, freq: 2 }),
        effects,
        handoff: handoffEffects,
      },
      commit,
    ),
  },
  command('since', { id: conversationName, after: number, limit: number }, since),
  command('claimPending', { idleForMs: choice(0, 500), limit: few }, claimPending),
  command('erase', { id: conversationName }, ({ store, prefix }, { id }) =>
    store.erase(conversation(prefix + id)),
  ),
  command('claimTimers', { limit: few }, claimTimers),
  command('settleTimer', { which, effects }, settleTimer),
  command('claimOutbox', { limit: few }, claimOutbox),
  command('settleOutbox', { which, as: choice('done', 'dead', 'retry') }, settleOutbox),
  {
    weight: 2,
    arbitrary: command(
      'claimHandoff',
      {
        agent: choice('lin', 'wang'),
        id: fc.option(conversationName, { nil: undefined, freq: 2 }),
        skill: fc.option(choice('general', 'quality'), { nil: undefined, freq: 2 }),
        request: small,
      },
      claimHandoff,
    ),
  },
  command('settleHandoff', { which, as: choice('complete', 'requeue', 'renew') }, settleHandoff),
  command(
    'putDocument',
    {
      id: documentName,
      n: small,
      match: choice('any', 'any', 'any', 'last', 'last', 'new', 'old'),
    },
    put,
  ),
  command('deleteDocument', { id: documentName }, ({ store, prefix }, { id }) =>
    store.deleteDocument(`${prefix}case`, id),
  ),
);

function command<Plan>(
  name: string,
  plan: { [Key in keyof Plan]: fc.Arbitrary<Plan[Key]> },
  act: (side: Side, plan: Plan) => Promise<unknown>,
): fc.Arbitrary<Command> {
  return fc
    .tuple(fc.record(plan) as fc.Arbitrary<Plan>, choice(1, 1, 1, 300, 1200))
    .map(([chosen, advanceMs]) => ({
      advanceMs,
      act: (side) => act(side, chosen),
      toString: () => `+${advanceMs} ms ${name} ${JSON.stringify(chosen)}`,
    }));
}

async function accept(side: Side, plan: { id: string; key: number; text: number }) {
  return side.store.accept(
    accepting(conversation(side.prefix + plan.id), `k${plan.key}`, `text ${plan.text}`),
  );
}

interface CommitPlan {
  readonly id: string;
  readonly key: number;
  readonly body: string | undefined;
  readonly isShoppers: boolean;
  readonly etag: string;
  readonly entries: number;
  readonly upTo: number | undefined;
  readonly behind: number | undefined;
  readonly state: string | undefined;
  readonly lease: number | undefined;
  readonly effects: readonly EffectPlan[];
  readonly handoff: readonly EffectPlan[];
}

async function commit(side: Side, plan: CommitPlan) {
  const id = conversation(side.prefix + plan.id);
  const record = await side.store.load(id);
  const head = record?.head ?? 0;
  const seen = etagsOf(side, plan.id);
  const etag = { now: record?.etag ?? null, old: seen[0] ?? null }[plan.etag] ?? null;
  const held = side.leases.pending.filter(({ subject }) => subject === id);
  const lease = plan.lease === undefined ? undefined : pick(held, plan.lease);
  const result = await side.store.commit({
    conversationId: id,
    key: `turn:${plan.key}`,
    etag,
    entries: Array.from({ length: plan.entries }, (_, at) => reply(`reply ${at}`)),
    effects: plannedEffects(side, plan, etag),
    ...(plan.body === undefined ? {} : { bodyHash: plan.body }),
    ...(plan.upTo === undefined ? {} : { processedUpTo: plan.upTo % (head + 1) }),
    ...(plan.behind === undefined ? {} : { ifHead: Math.max(0, head - plan.behind) }),
    ...(plan.state === undefined ? {} : { state: JSON.parse(plan.state) }),
    ...(lease === undefined ? {} : { lease }),
  });
  if (result.kind !== 'committed') return result;
  seen.push(result.etag);
  const { etag: _, ...agreed } = result;
  return agreed;
}

/** Some conversations belong to a shopper: only their first commit can say so. */
function plannedEffects(side: Side, plan: CommitPlan, etag: string | null): readonly Effect[] {
  const effects = [...plan.effects, ...plan.handoff].flatMap((each) => toEffect(side, each));
  if (etag !== null || !plan.isShoppers) return effects;
  return [{ kind: 'conversation.belongs-to', shopperId }, ...effects];
}

async function since(side: Side, plan: { id: string; after: number; limit: number }) {
  return side.store.since(conversation(side.prefix + plan.id), plan.after, plan.limit);
}

async function claimPending(side: Side, plan: { idleForMs: number; limit: number }) {
  const claims = await side.store.claimPending({ holder: 'node', leaseMs, ...plan });
  side.leases.pending.push(...claims.map(({ lease }) => lease));
  return claims.map(({ conversationId, lease: { subject, holder }, attempt }) => {
    return { conversationId, subject, holder, attempt };
  });
}

async function claimTimers(side: Side, plan: { limit: number }) {
  const due = await side.store.claimTimers({ holder: 'node', leaseMs, ...plan });
  side.leases.timer.push(...due.map(({ lease }) => lease));
  return due.map(({ lease, ...timer }) => ({ ...timer, of: lease.subject }));
}

async function settleTimer(side: Side, plan: { which: number; effects: readonly EffectPlan[] }) {
  const lease = pick(side.leases.timer, plan.which);
  if (lease === undefined) return null;
  return side.store.settleTimer(
    lease,
    plan.effects.flatMap((each) => toEffect(side, each)),
  );
}

async function claimOutbox(side: Side, plan: { limit: number }) {
  const calls = await side.store.claimOutbox({ holder: 'node', leaseMs, ...plan });
  side.leases.outbox.push(...calls.map(({ lease }) => lease));
  return calls.map(({ lease, ...call }) => ({ ...call, of: lease.subject }));
}

async function settleOutbox(side: Side, plan: { which: number; as: 'done' | 'dead' | 'retry' }) {
  const lease = pick(side.leases.outbox, plan.which);
  if (lease === undefined) return null;
  const outcome = plan.as === 'retry' ? { retryAt: side.now() + 700 } : plan.as;
  return side.store.settleOutbox(lease, outcome);
}

interface HandoffPlan {
  readonly agent: string;
  readonly id: string | undefined;
  readonly skill: string | undefined;
  readonly request: number;
}

async function claimHandoff(side: Side, plan: HandoffPlan) {
  const claim = await side.store.claimHandoff({
    agentId: agent(plan.agent),
    capacity: 2,
    requestId: `${side.prefix}r${plan.request}`,
    leaseMs,
    ...(plan.id === undefined ? {} : { conversationId: conversation(side.prefix + plan.id) }),
    ...(plan.skill === undefined ? {} : { skills: [plan.skill] }),
  });
  if (claim === null) return null;
  side.leases.handoff.push(claim.lease);
  return [claim.conversationId, claim.lease.subject, claim.lease.holder];
}

async function settleHandoff(
  side: Side,
  plan: { which: number; as: 'complete' | 'requeue' | 'renew' },
) {
  const lease = pick(side.leases.handoff, plan.which);
  if (lease === undefined) return null;
  return side.store.settleHandoff(lease, plan.as === 'renew' ? { renewMs: 900 } : plan.as);
}

interface PutPlan {
  readonly id: string;
  readonly n: number;
  readonly match: 'any' | 'new' | 'last' | 'old';
}

async function put(side: Side, plan: PutPlan) {
  const result = await side.store.putDocument(toWrite(side, plan));
  if (result === 'changed') return result;
  etagsOf(side, plan.id).push(result.etag);
  return 'put';
}

function toWrite(side: Side, { id, n, match }: PutPlan) {
  const seen = etagsOf(side, id);
  const ifMatch = { any: undefined, new: null, last: seen.at(-1), old: seen[0] }[match];
  const write = { collection: `${side.prefix}case`, id, document: { n }, indexes: { n } };
  return ifMatch === undefined ? write : { ...write, ifMatch };
}

function toEffect(side: Side, plan: EffectPlan): readonly Effect[] {
  switch (plan.kind) {
    case 'timer.set':
      return [
        {
          kind: 'timer.set',
          timer: {
            id: side.prefix + plan.id,
            dueAt: side.now() + plan.inMs,
            kind: 'remind',
            payload: plan.inMs,
          },
        },
      ];
    case 'document.put':
      return [{ kind: 'document.put', write: toWrite(side, plan) }];
    case 'outbox.put':
      return [
        {
          kind: 'outbox.put',
          request: { key: side.prefix + plan.key, target: 'orders', payload: 1 },
        },
      ];
    case 'timer.cancel':
      return [{ kind: 'timer.cancel', id: side.prefix + plan.id }];
    case 'audit':
      return [{ kind: 'audit', note: { actor: 'bot', action: plan.action, subject: side.prefix } }];
    case 'timer.settle': {
      const lease = pick(side.leases.timer, plan.which);
      return lease === undefined ? [] : [{ kind: 'timer.settle', lease }];
    }
    case 'handoff.settle': {
      const lease = pick(side.leases.handoff, plan.which);
      return lease === undefined ? [] : [{ kind: 'handoff.settle', lease, as: plan.as }];
    }
    default:
      return [plan];
  }
}

function etagsOf(side: Side, name: string): string[] {
  const found = side.etags.get(name) ?? [];
  side.etags.set(name, found);
  return found;
}

/** The newest lease for 0, the one before for 1, and so on. */
function pick(leases: readonly LeaseToken[], which: number): LeaseToken | undefined {
  return leases[leases.length - 1 - (which % Math.max(1, leases.length))];
}
