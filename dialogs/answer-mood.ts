import type { TurnContext } from 'botbuilder-core';
import type { MoodMemory } from '../src/conversation/conversation-state.ts';
import { type Mood, type MoodKind, moodPriorities } from '../src/nlu/mood/mood.ts';
import { sayReply } from './say.ts';
import { turnOf } from './turn.ts';

/** So many signs tell an agent enough. */
const mostSigns = 4;

/**
 * An apology, or what keeps somebody safe, before whatever else is said; once for each kind. Notes how the shopper is
 * for the queue and the desk, and touches nothing that is asked or decided.
 */
export async function answerMood(context: TurnContext): Promise<void> {
  const turn = turnOf(context);
  const { mood } = turn.said.interpretation;
  const [gravest] = mood.signs;
  if (gravest === undefined) return;
  const before = turn.state.mood;
  const isNew = !(before?.answered.includes(gravest.kind) ?? false);
  turn.state = { ...turn.state, mood: remembered(before, mood, gravest.kind) };
  if (isNew) await sayReply(context, `mood.${gravest.kind}`);
  raiseInQueue(context, before?.priority ?? 0);
}

function remembered(before: MoodMemory | null, mood: Mood, kind: MoodKind): MoodMemory {
  const priority = Math.max(before?.priority ?? 0, moodPriorities[mood.level]);
  const isWorse = priority > (before?.priority ?? 0);
  return {
    priority,
    signs: isWorse || before === null ? mood.signs.slice(0, mostSigns) : before.signs,
    answered: [...new Set([...(before?.answered ?? []), kind])],
  };
}

/** Who waits already and is worse off now is served earlier. */
function raiseInQueue(context: TurnContext, before: number): void {
  const turn = turnOf(context);
  const priority = turn.state.mood?.priority ?? 0;
  if (turn.state.owner.kind !== 'queue' || priority <= before) return;
  const skill = 'general';
  turn.effects.push({ kind: 'handoff.withdraw' }, { kind: 'handoff.enqueue', skill, priority });
}
