import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openQuestion } from '../dialogs/open-question.ts';
import type { ShopView } from '../src/api/chat-session.ts';
import { type Assist, createAssist } from '../src/assist/create-assist.ts';
import type { Guard } from '../src/assist/guard/create-guard.ts';
import { createDecidedIn } from '../src/assist/guard/decided/decided-in.ts';
import { createGuardContextFor, type GuardContextFor } from '../src/assist/guard/guard-context.ts';
import { type HeardPromise, hearPromises } from '../src/assist/hear-promises.ts';
import { deadlineTimer } from '../src/cases/case-change.ts';
import { type CaseDesk, createCaseDesk } from '../src/cases/case-desk.ts';
import { serviceTarget } from '../src/cases/open-case.ts';
import { createPromiseDesk, type PromiseDesk, promiseTimer } from '../src/cases/promise-desk.ts';
import { createDemoOrderGateway } from '../src/commerce/demo-order-gateway.ts';
import { createHttpOrderGateway } from '../src/commerce/http-order-gateway.ts';
import type { OrderGateway } from '../src/commerce/order-gateway.ts';
import { createOrdersOf } from '../src/commerce/shopper-orders.ts';
import type { ConversationState } from '../src/conversation/conversation-state.ts';
import type { FileStore } from '../src/conversation/file-store.ts';
import type { LogEntry, NewEntry } from '../src/conversation/log-entry.ts';
import { createPackets, type Packets } from '../src/evidence/create-packets.ts';
import { createPacketSigner } from '../src/evidence/packet.ts';
import { dialogsOf } from '../src/forms/dialogs-of.ts';
import { formFromJson } from '../src/forms/form-state.ts';
import { formIn } from '../src/forms/matter-form.ts';
import type { RuleBook, RuleBooks } from '../src/forms/rule-book.ts';
import { createDesk, type Desk } from '../src/handoff/create-desk.ts';
import { createDeskEvents, type DeskEventHub } from '../src/http/desk-events.ts';
import { createPresentAgents, type PresentAgents } from '../src/http/present-agents.ts';
import { type Clock, createShiftedClock, systemClock } from '../src/kernel/clock.ts';
import { createFault, noFault } from '../src/kernel/fault.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { newId } from '../src/kernel/random.ts';
import { sayReply } from '../src/knowledge/fill-reply.ts';
import type { LiveKnowledge } from '../src/knowledge/live-knowledge.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import { createRevisionShelf, type RevisionShelf } from '../src/knowledge/revision-shelf.ts';
import type { Service } from '../src/knowledge/service.ts';
import type { Intent } from '../src/nlu/intents.ts';
import type { Understand } from '../src/nlu/interpretation.ts';
import { deadlineOf, type Period } from '../src/policy/deadline/deadline.ts';
import { periodRuleFor } from '../src/policy/deadline/period-rules.ts';
import type { PolicyCompiler } from '../src/policy/policy-compiler.ts';
import type { FaqSearch } from '../src/search/search-answers.ts';
import { createStaffSessions, type StaffSessions } from '../src/staff/staff-session.ts';
import { createDiskFileStore } from '../src/storage/files/disk-file-store.ts';
import { createErasureFile, erasureFileName } from '../src/storage/files/erasure-file.ts';
import { openSqliteStore } from '../src/storage/sqlite/open-sqlite-store.ts';
import type { Store } from '../src/storage/store.ts';
import { agreeOnSecrets } from './agree-on-secrets.ts';
import { createFireDeadline } from './cases/fire-deadline.ts';
import { createFirePromise } from './cases/fire-promise.ts';
import { createSubmitRequest } from './cases/submit-request.ts';
import { tellMove } from './cases/tell-move.ts';
import { createDirectLine, type DirectLine } from './channels/directline/create-direct-line.ts';
import { createShopperOf } from './channels/shopper-identity.ts';
import type { Config } from './config.ts';
import type { IntentModels } from './intent-models.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { openShopKnowledge, type ShopKnowledge } from './open-shop-knowledge.ts';
import { createPrivacy, type Privacy } from './privacy/create-privacy.ts';
import { remindOfReplaced } from './remind-of-replaced.ts';
import { openSecrets, packetSeed, type Secrets } from './secrets.ts';
import { shareRevision } from './share-revision.ts';
import { createSupportBot } from './support-bot.ts';
import { announcePlaces } from './turn/announce-places.ts';
import type { DecideTurn } from './turn/decide-turn.ts';
import { guardSay, type Say } from './turn/guard-say.ts';
import { guardTurns } from './turn/guard-turns.ts';
import { createOutboxRunner } from './turn/outbox-runner.ts';
import { createConversationStarter } from './turn/start-conversation.ts';
import type { Sweep } from './turn/sweep.ts';
import { createTimerRunner } from './turn/timer-runner.ts';
import { createTurnRunner, type TurnRunner } from './turn/turn-runner.ts';

/** The program put together; `close` undoes it in reverse order. */
export interface Anxin {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly secrets: Secrets;
  readonly sessions: StaffSessions;
  readonly store: Store;
  readonly knowledge: LiveKnowledge<FaqSearch>;
  readonly shelf: RevisionShelf;
  readonly policies: PolicyCompiler;
  readonly rulesOf: RuleBooks;
  readonly orders: OrderGateway;
  readonly intentModels: IntentModels;
  readonly understand: Understand;
  /** Which dialog an intent begins under a revision. */
  readonly dialogsOf: (revision: Revision) => ReadonlyMap<Intent, string>;
  readonly turns: TurnRunner;
  /** What fires later: timers, and calls to other systems. */
  readonly timers: Sweep;
  readonly outbox: Sweep;
  readonly directLine: DirectLine;
  readonly files: FileStore;
  readonly assist: Assist;
  /** Of the revision in force: what goes out to shoppers passes it. */
  readonly guard: () => Guard;
  /** What it is to know of the conversation that an agent's reply goes into. */
  readonly guardContextFor: GuardContextFor;
  readonly desk: Desk;
  readonly cases: CaseDesk;
  readonly promises: PromiseDesk;
  /** What agents' messages may have promised. */
  readonly hearPromises: (entries: readonly LogEntry[]) => readonly HeardPromise[];
  readonly packets: Packets;
  readonly deskEvents: DeskEventHub;
  readonly present: PresentAgents;
  /** Display name of an agent's id. */
  readonly nameOf: (agentId: string) => string;
  readonly privacy: Privacy;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

interface Replaceable {
  /** Another bot in the place of ours, for measuring what the channel and the store cost alone. */
  readonly decide?: DecideTurn;
  /** A clock that a test moves. */
  readonly clock?: Clock;
  /** What was read before; whoever read it closes it. */
  readonly shop?: ShopKnowledge;
}

/** The only composition root: each line uses what is above it. */
export async function compose(
  config: Config,
  logger: Logger,
  replaced: Replaceable = {},
): Promise<Anxin> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const shifted = config.clockStart === null ? null : createShiftedClock(config.clockStart);
  const clock = replaced.clock ?? shifted ?? systemClock;
  const fault = config.faultAt === null ? noFault : createFault(config.faultAt);
  // Side by side: the store works in a thread or on a server of its own.
  const [store, shop] = await Promise.all([
    openStore(config, { clock, isMoved: clock !== systemClock, logger }),
    replaced.shop ??
      openShopKnowledge({
        directory: config.knowledgeDir,
        segmenterName: config.segmenter,
        ownModels: join(config.dataDir, 'model'),
        ownReadings: join(config.dataDir, 'readings'),
        ownHost: config.publicUrl === null ? undefined : new URL(config.publicUrl).hostname,
        logger,
      }),
  ]);
  shifted?.notBefore(store.lastTimeMs);
  const secrets = openSecrets(config);
  await agreeOnSecrets(store, secrets);
  await remindOfReplaced(config.dataDir, { clock, logger });
  const sessions = createStaffSessions({ secret: secrets.apiToken, clock });

  const { live: knowledge, policies, rulesOf, guardOf, intentModels, understand } = shop;
  const revision = () => knowledge.current().revision;
  const guard = () => guardOf(revision());
  const shelf = createRevisionShelf({ documents: store, current: revision });
  const say = guardSay((key, facts) => sayReply(revision(), key, facts), { guard, logger });
  const sentence = (...spoken: Parameters<Say>): NewEntry => botMessage(say(...spoken));

  const metrics = createMetrics(store);
  const demoShoppers = config.ordersUrl === null;
  const orders =
    config.ordersUrl === null
      ? createDemoOrderGateway({ documents: store, clock })
      : createHttpOrderGateway({ url: config.ordersUrl, token: config.ordersToken, logger });
  const decide =
    replaced.decide ??
    guardTurns(
      createSupportBot({
        knowledge: knowledge.current,
        understand,
        rulesOf,
        shelf,
        queue: store,
        ordersOf: createOrdersOf(orders),
        documents: store,
        log: store,
        logger,
      }),
      { guard, sentence: say, logger },
    );
  const holder = `node-${newId().slice(0, 8)}`;
  const turns = createTurnRunner({
    store,
    decide,
    shopperOf: createShopperOf(demoShoppers),
    sayFailed: (reference) => sentence('turn-failed', { reference }),
    newReference: () => newId().slice(0, 8).toUpperCase(),
    clock,
    logger,
    fault,
    holder,
    onTurn: metrics.onTurn,
  });
  const files = createDiskFileStore(join(config.dataDir, 'uploads'));
  const words = () => rulesOf(revision());
  const erasures = createErasureFile(join(config.dataDir, erasureFileName));
  const privacy = createPrivacy({ store, files, erasures, clock, revision, shelf, words, say });
  const later = { store, clock, logger, fault, holder };
  const timers = createTimerRunner({
    ...later,
    kinds: {
      [promiseTimer]: createFirePromise({ documents: store, clock, sentence: say }),
      [deadlineTimer]: createFireDeadline({ documents: store, clock, sentence: say }),
      ...privacy.timers,
    },
    onTimer: metrics.onTimer,
  });
  const outbox = createOutboxRunner({
    ...later,
    targets: {
      [serviceTarget]: createSubmitRequest({ orders, documents: store, clock }),
      ...privacy.targets,
    },
    onCall: metrics.onCall,
  });
  const service = () => revision().service;
  const conversations = createConversationStarter({
    store,
    greeting: () => {
      const { name, botName } = service().shop;
      return sentence('greeting', { shop: name, bot: botName });
    },
  });
  const directLine = createDirectLine({
    store,
    files,
    clock,
    newId,
    logger,
    secret: secrets.directLineSecret,
    shopperJwtSecret: secrets.shopperJwtSecret,
    publicUrl: config.publicUrl,
    rateLimits: config.rateLimits,
    demoShoppers,
    conversations,
    turns,
    shop: () => shopView(service()),
    fault,
    onEvent: metrics.onChannel,
  });
  const nameOf = (agentId: string) =>
    service().agents.find((agent) => agent.id === agentId)?.name ?? unnamedAgent;
  const assist = createAssist({
    knowledge: () => ({ revision: revision(), search: knowledge.current().prepared }),
    findWords: (form) => rulesOf(revision()).forms.get(form) ?? null,
  });
  const openRevision = shelf.open.bind(shelf);
  const decidedIn = createDecidedIn({ documents: store, rulesOf, openRevision });
  const desk = createDesk({
    store,
    clock,
    outline: assist.outline,
    say: {
      joined: (agent) => sentence('handoff.joined', { agent }),
      closed: (state) => [sentence('handoff.closed'), ...reopened(rulesOf(revision()), state, say)],
    },
  });
  const dueOf = (period: Period, from: number): number => {
    const { calendar, periodRules } = rulesOf(revision()).policies;
    const rule = periodRuleFor(periodRules, period.anchor);
    return deadlineOf(from, period, { calendar, rule }).dueAt;
  };
  const dueOrNull = (period: Period, from: number): number | null => {
    try {
      return dueOf(period, from);
    } catch (error) {
      // Whatever an agent wrote is no reason to fail: it is only offered.
      logger.warn({ err: error, period }, 'a period that was heard cannot be counted');
      return null;
    }
  };
  const findEntities = (text: string, now: number) => understand(text, now).entities;
  const promises = createPromiseDesk({ store, clock });
  const cases = createCaseDesk({
    store,
    clock,
    dueOf: ({ period }, from) => dueOf(period, from),
    say: {
      moved: (told) => tellMove(say, told),
      duty: (phase) => say(`case.due.${phase}`),
    },
  });
  const packets = createPackets({
    store,
    files,
    shelf,
    policies,
    signer: createPacketSigner(packetSeed(secrets.directLineSecret)),
    clock,
    shop: () => service().shop.name,
  });
  const { linkFile } = directLine;
  const present = createPresentAgents({ presence: store, node: holder, nameOf });
  const deskEvents = createDeskEvents({ store, desk, promises, linkFile, present, clock, logger });
  directLine.onTyping(deskEvents.typing);
  const { nodes } = store;
  const stopSharing = nodes && shareRevision({ nodes, knowledge, logger });
  const stopAnnouncing = announcePlaces({ store, directLine, logger });
  turns.start();
  timers.start();
  outbox.start();

  return {
    config,
    logger,
    clock,
    secrets,
    sessions,
    store,
    knowledge,
    shelf,
    policies,
    rulesOf,
    understand,
    dialogsOf: (read) => dialogsOf(rulesOf(read).forms),
    orders,
    intentModels,
    turns,
    timers,
    outbox,
    directLine,
    files,
    assist,
    guard,
    guardContextFor: createGuardContextFor({ decidedIn, clock }),
    desk,
    cases,
    promises,
    hearPromises: (entries) => hearPromises({ findEntities, dueOf: dueOrNull }, entries),
    packets,
    deskEvents,
    present,
    nameOf,
    privacy,
    metrics,
    async close() {
      stopAnnouncing();
      stopSharing?.();
      deskEvents.close();
      await Promise.all([turns.drain(), timers.drain()]);
      await outbox.drain();
      await directLine.close();
      if (shop !== replaced.shop) await shop.close();
      await store.close();
    },
  };
}

interface StoreDeps {
  readonly clock: Clock;
  /** Whether the clock says another time than everybody else's. */
  readonly isMoved: boolean;
  readonly logger: Logger;
}

/** Redis where it is named, else the embedded one. */
async function openStore(
  { dataDir, redis }: Config,
  { clock, isMoved, logger }: StoreDeps,
): Promise<Store> {
  if (redis === null) return openSqliteStore({ directory: dataDir, clock });
  // Loaded by those who use it only: the client takes 30 MB.
  const { openRedisStore } = await import('../src/storage/redis/open-redis-store.ts');
  const { url, sentinel, acceptsLoss } = redis;
  return openRedisStore({
    address: { url, ...(sentinel && { sentinel }) },
    acceptsLoss,
    logger,
    // Nodes whose clocks differ agree on leases by the time of Redis.
    ...(isMoved && { clock }),
  });
}

/** What shoppers call an agent whom `service.yaml` does not name. */
const unnamedAgent = '人工客服';

/** The question that a matter stopped at when a person took over. */
function reopened(rules: RuleBook, { form }: ConversationState, say: Say): readonly NewEntry[] {
  const state = formFromJson(form);
  const definition = state && formIn(rules, state);
  const question = definition && openQuestion(definition, state, say);
  return question ? [question] : [];
}

/** What the page says of the shop. A number nobody has checked does not reach a shopper. */
function shopView({ shop, hotline, hours }: Service): ShopView {
  return { ...shop, hotline: hotline.isVerified ? hotline.number : null, hours: hours.text };
}

function botMessage(text: string): NewEntry {
  return { kind: 'message', author: { role: 'bot', id: 'anxin' }, body: { text } };
}
