import { expect } from 'vitest';
import { stateFromJson } from '../../src/conversation/conversation-state.ts';
import type {
  ConversationScript,
  ConversationTurn,
  Expectation,
} from '../../src/knowledge/conversation-file.ts';
import { type Choice, openStage, type ShownActivity, type Stage } from './conversation-stage.ts';

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Plays a conversation through the real Direct Line API and checks what the bot does in each turn. */
export async function runConversation(
  script: ConversationScript,
  prepare: (stage: Stage) => void = () => undefined,
  knowledgeDir?: string,
): Promise<void> {
  const stage = await openStage(script, knowledgeDir);
  try {
    prepare(stage);
    let choices: readonly Choice[] = [];
    for (const [at, turn] of script.turns.entries()) {
      const shown = await playTurn(stage, turn, choices);
      const offered = shown.flatMap(({ channelData }) => channelData?.anxin?.choices ?? []);
      choices = offered.length > 0 ? offered : choices;
      if (turn.bot)
        await check(stage, turn.bot, shown, `第${at + 1}步 ${turn.say ?? turn.tap ?? ''}`);
    }
  } finally {
    await stage.close();
  }
}

async function playTurn(
  stage: Stage,
  turn: ConversationTurn,
  choices: readonly Choice[],
): Promise<readonly ShownActivity[]> {
  if (turn.after) stage.skip(millisecondsOf(turn.after));
  if (turn.restart) await stage.restart();
  if (turn.orders && stage.orders) stage.orders.fault = turn.orders === 'up' ? null : turn.orders;
  if (turn.agent) await playAgent(stage, turn.agent);
  if (turn.after) await fireWhatIsDue(stage);
  const before = await stage.look();
  return [...before, ...(await playShopper(stage, turn, choices))];
}

async function playShopper(
  stage: Stage,
  turn: ConversationTurn,
  choices: readonly Choice[],
): Promise<readonly ShownActivity[]> {
  if (turn.say) return stage.send({ text: turn.say });
  if (turn.photos) return stage.sendPhotos(turn.photos);
  return turn.tap ? stage.send(tapped(turn.tap, choices)) : [];
}

/** The sweeps of a server run every second; here the time has jumped, and nobody waits. */
async function fireWhatIsDue({ served }: Stage): Promise<void> {
  await served.anxin.outbox.runNow();
  await served.anxin.timers.runNow();
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
  { served, conversationId }: Stage,
  { claims, says, closes }: NonNullable<ConversationTurn['agent']>,
): Promise<void> {
  const act = async (path: string, body: object) => {
    const where = `/api/handoffs/${conversationId}/${path}`;
    const response = await served.staff(where, { method: 'POST', body });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  if (claims) await act('claim', {});
  const record = await served.anxin.store.load(conversationId);
  const { epoch } = stateFromJson(record?.state ?? null).owner;
  if (says) await act('reply', { text: says, epoch, lastSeenSeq: record?.head ?? 0 });
  if (closes) await act('close', { epoch });
}

async function check(
  stage: Stage,
  must: Expectation,
  shown: readonly ShownActivity[],
  where: string,
): Promise<void> {
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
  if (must.handsOff !== undefined) expect(await isWaiting(stage), because).toBe(must.handsOff);
}

async function isWaiting({ served, conversationId }: Stage): Promise<boolean> {
  const record = await served.anxin.store.load(conversationId);
  return stateFromJson(record?.state ?? null).owner.kind === 'queue';
}

function checkText(text: string, { has = [], lacks = [], silent }: Expectation, where: string) {
  for (const part of has) expect(text, where).toContain(part);
  for (const part of lacks) expect(text, where).not.toContain(part);
  if (silent) expect(text, where).toBe('');
}
