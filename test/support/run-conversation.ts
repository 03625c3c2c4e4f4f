import { expect } from 'vitest';
import { type AnswerFeedback, feedbackEvent } from '../../src/api/feedback.ts';
import type { ConversationState } from '../../src/conversation/conversation-state.ts';
import type {
  ConversationScript,
  ConversationTurn,
  Expectation,
} from '../../src/knowledge/conversation-file.ts';
import { openStage } from './conversation-stage.ts';
import type { Choice, Scene, ShownActivity } from './scene.ts';
import { withService } from './stocked-orders.ts';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A turn as it was played: what was shown in it, and what was kept behind it. */
export interface PlayedTurn {
  readonly shown: readonly ShownActivity[];
  readonly state: ConversationState;
  readonly now: number;
}

export interface Playing {
  readonly prepare?: (scene: Scene) => void;
  /** Hears of each turn before it is checked. */
  readonly onTurn?: (turn: PlayedTurn) => void;
}

/** Plays a conversation through the real Direct Line API and checks what the bot does in each turn. */
export async function runConversation(
  script: ConversationScript,
  playing: Playing = {},
  knowledgeDir?: string,
): Promise<void> {
  await playOn(await openStage(script, knowledgeDir), script, playing);
}

/** Plays it on this scene, which it closes. */
export async function playOn(
  scene: Scene,
  script: ConversationScript,
  { prepare, onTurn }: Playing,
): Promise<void> {
  try {
    prepare?.(scene);
    let choices: readonly Choice[] = [];
    let answerId: string | undefined;
    let last: readonly ShownActivity[] = [];
    for (const [at, turn] of script.turns.entries()) {
      const fresh = await playTurn(scene, turn, { choices, answerId });
      // Who only waits reads what has come since they last did something: it may have been quicker than they.
      const shown = isWaiting(turn) ? [...last, ...fresh] : fresh;
      last = shown;
      const { state } = await scene.kept();
      onTurn?.({ shown, state, now: scene.now() });
      const offered = shown.flatMap(({ channelData }) => channelData?.anxin?.choices ?? []);
      choices = offered.length > 0 ? offered : choices;
      const answers = shown.flatMap(({ channelData }) => channelData?.anxin?.answer ?? []);
      answerId = answers.at(-1)?.answerId ?? answerId;
      const where = `第${at + 1}步 ${turn.say ?? turn.tap ?? ''}`;
      if (turn.bot) check(turn.bot, shown, { where, isWaiting: state.owner.kind === 'queue' });
    }
  } finally {
    await scene.close();
  }
}

function isWaiting(turn: ConversationTurn): boolean {
  const { after: _after, bot: _bot, ...acts } = turn;
  return Object.keys(acts).length === 0;
}

/** What the shopper can point at: the buttons shown last, and the answer told last. */
interface Before {
  readonly choices: readonly Choice[];
  readonly answerId: string | undefined;
}

async function playTurn(
  scene: Scene,
  turn: ConversationTurn,
  before: Before,
): Promise<readonly ShownActivity[]> {
  if (turn.after) scene.skip(millisecondsOf(turn.after));
  if (turn.restart) await scene.restart();
  if (turn.orders && scene.orders) scene.orders.fault = turn.orders === 'up' ? null : turn.orders;
  if (turn.service) scene.orders?.put(withService(turn.service));
  if (turn.agent) await playAgent(scene, turn.agent);
  if (turn.case) await playStaff(scene, turn.case);
  if (turn.after) await scene.fireDue();
  const untilThen = await scene.look();
  return [...untilThen, ...(await playShopper(scene, turn, before))];
}

async function playShopper(
  scene: Scene,
  turn: ConversationTurn,
  { choices, answerId }: Before,
): Promise<readonly ShownActivity[]> {
  if (turn.useful !== undefined) {
    if (answerId === undefined) throw new Error('no answer was told to have an opinion of');
    const value = { answerId, useful: turn.useful } satisfies AnswerFeedback;
    return scene.send({ type: 'event', name: feedbackEvent, value });
  }
  if (turn.say) return scene.send({ text: turn.say });
  if (turn.photos) return scene.sendPhotos(turn.photos);
  return turn.tap ? scene.send(tapped(turn.tap, choices)) : [];
}

function millisecondsOf(span: string): number {
  const unit = span.at(-1);
  if (unit !== 'm' && unit !== 'h' && unit !== 'd') throw new Error(`no span of time: ${span}`);
  return Number(span.slice(0, -1)) * unitMs[unit];
}

function tapped(name: string, choices: readonly Choice[]): object {
  const choice = choices.find(({ label, value }) => value === name || label.startsWith(name));
  if (!choice) throw new Error(`no button “${name}” among ${JSON.stringify(choices)}`);
  return { text: choice.label, value: { choice: choice.value } };
}

async function playAgent(
  scene: Scene,
  { claims, says, promises, closes }: NonNullable<ConversationTurn['agent']>,
): Promise<void> {
  const act = (name: string, body: object) =>
    scene.staffActs(`/api/handoffs/${scene.conversationId}/${name}`, body);
  if (claims) await act('claim', {});
  const { state, head } = await scene.kept();
  const { epoch } = state.owner;
  if (says) await act('reply', { text: says, epoch, lastSeenSeq: head });
  if (promises) {
    const { head: seq } = await scene.kept();
    const dueAt = timeAfter(scene, promises.within);
    const path = `/api/conversations/${scene.conversationId}/promises`;
    await scene.staffActs(path, { seq, dueAt, label: promises.what });
  }
  if (closes) await act('close', { epoch });
}

async function playStaff(
  scene: Scene,
  { move, note, within, result, yuan }: NonNullable<ConversationTurn['case']>,
): Promise<void> {
  await scene.moveCase(move, {
    ...(note && { note }),
    ...(within && { dueAt: timeAfter(scene, within) }),
    ...(result && { verdict: { result, ...(yuan && { amountFen: Math.round(yuan * 100) }) } }),
  });
}

const timeAfter = (scene: Scene, span: string) =>
  new Date(scene.now() + millisecondsOf(span)).toISOString();

interface Checking {
  readonly where: string;
  readonly isWaiting: boolean;
}

function check(
  must: Expectation,
  shown: readonly ShownActivity[],
  { where, isWaiting }: Checking,
): void {
  const said = shown.filter(({ type, from }) => type === 'message' && !from.id.startsWith('dl_'));
  const text = said.map((one) => one.text).join('\n');
  const details = said.flatMap(({ channelData }) => channelData?.anxin ?? []);
  const because = `${where}: ${text}`;
  checkText(text, must, where);
  const statuses = details.flatMap(({ outcome }) => outcome?.status ?? []);
  const kinds = details.flatMap((one) => one.case?.kind ?? []);
  const facts = {
    asks: details.at(-1)?.ask ?? 'none',
    decides: statuses.at(-1) ?? 'none',
    opens: kinds.at(-1) ?? 'none',
  };
  for (const name of ['asks', 'decides', 'opens'] as const)
    if (must[name] !== undefined) expect(facts[name], because).toBe(must[name]);
  const cited = details.flatMap(({ citations }) => citations ?? []).map(({ clauseId }) => clauseId);
  expect(cited, because).toEqual(expect.arrayContaining(must.cites ?? []));
  if (must.handsOff !== undefined) expect(isWaiting, because).toBe(must.handsOff);
}

function checkText(text: string, { has = [], lacks = [], silent }: Expectation, where: string) {
  for (const part of has) expect(text, where).toContain(part);
  for (const part of lacks) expect(text, where).not.toContain(part);
  if (silent) expect(text, where).toBe('');
}
