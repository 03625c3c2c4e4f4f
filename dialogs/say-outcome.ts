import type { TurnContext } from 'botbuilder-core';
import type { OutcomeCard } from '../src/api/cards.ts';
import type { ReplyDetails } from '../src/conversation/log-entry.ts';
import type { DecidedForm } from '../src/forms/decided-form.ts';
import { type Told, tellOutcome } from '../src/forms/tell-outcome.ts';
import { asJson } from '../src/kernel/json.ts';
import { citationOf } from '../src/knowledge/citation.ts';
import { say } from './say.ts';
import { type Turn, turnOf } from './turn.ts';

/** Tells what was decided and why, with its clauses and dates: in words, and as a card for pages. */
export async function sayOutcome(
  context: TurnContext,
  decided: DecidedForm,
  more: Pick<ReplyDetails, 'choices' | 'ask'> & { readonly tail?: string } = {},
): Promise<void> {
  const { tail = '', ...details } = more;
  const { rules, form, decision } = decided;
  const turn = turnOf(context);
  const told = tellOutcome(decided, turn);
  const card: OutcomeCard = told.card;
  await say(context, outcomeInWords(told, turn.sentence) + tail, {
    ...details,
    // The card says all of it.
    brief: '',
    dialog: form.name,
    decisionId: decision.id,
    citations: told.clauses.map((clauseId) => citationOf(rules.revision, clauseId)),
    outcome: asJson(card),
  });
}

/** The same without a card: the reason says who pays, how long and until when. */
function outcomeInWords({ card, told }: Told, sentence: Turn['sentence']): string {
  const { title, reason, nearMiss, checklist = [] } = card;
  const lines = told.map(({ label, value }) => `${label}：${value}`);
  const evidence = checklist.map(({ state, label, text }) =>
    sentence(`proof.${state}`, { label, text }),
  );
  return [`${title}：${reason}`, ...lines, ...nearMiss, ...evidence].join('\n');
}
