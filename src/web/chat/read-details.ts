import type { AskInput, CaseCard, OutcomeCard } from '../../api/cards.ts';
import type { Activity, WireChoice, WireCitation } from '../shared/wire.ts';
import { readCase, readInput, readOutcome } from './cards/read-cards.ts';
import { fieldOf, listOf, textOf } from './fields.ts';

/** What hangs on a message beside its text. */
export interface Details {
  readonly choices: readonly WireChoice[];
  readonly citations: readonly WireCitation[];
  /** How the bot's question may be answered, beside words. */
  readonly input: AskInput | null;
  readonly outcome: OutcomeCard | null;
  readonly case: CaseCard | null;
  /** The dialog that the bot speaks in. */
  readonly dialog: string | null;
  readonly decisionId: string | null;
  /** Of an answer, whose use may be told by it. */
  readonly answerId: string | null;
}

type WireDetails = NonNullable<Activity['channelData']>['anxin'];

/** What of it can be read; the rest is as if it were not there. */
export function readDetails(details: WireDetails): Details {
  const input = readInput(details?.input);
  return {
    choices: withoutOrders(listOf(details?.choices, readChoice), input),
    citations: listOf(details?.citations, readCitation),
    input,
    outcome: readOutcome(details?.outcome),
    case: readCase(details?.case),
    dialog: details?.dialog ?? null,
    decisionId: details?.decisionId ?? null,
    answerId: textOf(details?.answer, 'answerId') || null,
  };
}

/** For clients without cards the orders are choices too: here they are picked as orders. */
function withoutOrders(
  choices: readonly WireChoice[],
  input: AskInput | null,
): readonly WireChoice[] {
  if (input?.kind !== 'orders') return choices;
  const orders = new Set(input.orders.map(({ value }) => value));
  return choices.filter(({ value }) => !orders.has(value));
}

function readChoice(value: unknown): WireChoice | null {
  const choice = { label: textOf(value, 'label'), value: textOf(value, 'value') };
  return choice.label === '' ? null : choice;
}

const tiers = ['law', 'platform', 'merchant', 'reference'] as const;

function readCitation(value: unknown): WireCitation | null {
  const tier = tiers.find((known) => known === fieldOf(value, 'tier'));
  const clauseId = textOf(value, 'clauseId');
  if (tier === undefined || clauseId === '') return null;
  return {
    revision: textOf(value, 'revision'),
    clauseId,
    title: textOf(value, 'title'),
    tier,
    source: textOf(value, 'source'),
    effectiveFrom: textOf(value, 'effectiveFrom') || null,
  };
}
