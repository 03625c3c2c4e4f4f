import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { QueueStore } from '../src/handoff/queue-store.ts';
import type { StoreHealth } from '../src/storage/store.ts';
import type { ChannelEvent } from './channels/directline/direct-line-deps.ts';
import type { CallOutcome } from './turn/outbox-runner.ts';
import type { TimerOutcome } from './turn/timer-runner.ts';

export interface Metrics {
  onTurn(outcome: 'committed' | 'failed' | 'repeated', ms: number): void;
  onChannel(event: ChannelEvent): void;
  onCall(target: string, outcome: CallOutcome): void;
  onTimer(kind: string, outcome: TimerOutcome): void;
  /** The Prometheus text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

/** Upper bounds in seconds around the promise of 50 ms at p99. */
const turnSeconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5];

export function createMetrics(store: {
  health(): Promise<StoreHealth>;
  queueDepth: QueueStore['queueDepth'];
}): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const registers = [register];
  const turns = new Counter({
    name: 'anxin_turns_total',
    help: "Turns by outcome; 'repeated' met a change and ran again",
    labelNames: ['outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'anxin_turn_seconds',
    help: 'From taking a message up to its commit',
    buckets: turnSeconds,
    registers,
  });
  const messages = new Counter({
    name: 'anxin_channel_events_total',
    help: "What shoppers sent by kind; 'repeated' had been acknowledged before",
    labelNames: ['kind'],
    registers,
  });
  const pushed = new Counter({
    name: 'anxin_activities_pushed_total',
    help: 'Activities sent to open sockets',
    registers,
  });
  const sockets = new Gauge({
    name: 'anxin_sockets',
    help: 'Open streams of shoppers',
    registers,
  });
  new Gauge({
    name: 'anxin_store_queued',
    help: 'Writes that wait for their commit',
    registers,
    async collect() {
      this.set((await store.health()).queued);
    },
  });
  new Gauge({
    name: 'anxin_handoff_waiting',
    help: 'Shoppers who wait for a person',
    registers,
    async collect() {
      this.set(await store.queueDepth());
    },
  });
  return {
    onTurn(outcome, ms) {
      turns.inc({ outcome });
      durations.observe(ms / 1000);
    },
    onChannel(event) {
      if (event.kind === 'sockets') sockets.set(event.open);
      else if (event.kind === 'pushed') pushed.inc(event.activities);
      else messages.inc({ kind: event.kind });
    },
    ...countLater(registers),
    text: () => register.metrics(),
    contentType: register.contentType,
  };
}

/** What happens after a turn, without a shopper who waits. */
function countLater(registers: Registry[]): Pick<Metrics, 'onCall' | 'onTimer'> {
  const calls = new Counter({
    name: 'anxin_outbox_calls_total',
    help: "Attempts to call other systems; 'dead' has failed too often and waits for a person",
    labelNames: ['target', 'outcome'],
    registers,
  });
  const timers = new Counter({
    name: 'anxin_timers_total',
    help: "Timers that were due; 'failed' fires again",
    labelNames: ['kind', 'outcome'],
    registers,
  });
  return {
    onCall: (target, outcome) => calls.inc({ target, outcome }),
    onTimer: (kind, outcome) => timers.inc({ kind, outcome }),
  };
}
