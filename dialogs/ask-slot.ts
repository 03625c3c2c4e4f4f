import type { TurnContext } from 'botbuilder-core';
import type { AskInput } from '../src/api/cards.ts';
import type { Choice, ReplyDetails } from '../src/conversation/log-entry.ts';
import type { FormDefinition, SlotDefinition } from '../src/forms/form-definition.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { asJson } from '../src/kernel/json.ts';
import { dayOf } from '../src/policy/calendar.ts';
import { personChoice, say } from './say.ts';
import { listOrders, type OrderedGoods, orderCards } from './shopper-orders.ts';
import { turnOf } from './turn.ts';

/** `asked` while a decision waits for a yes. */
export const confirmSlot = 'confirm';
export const yesChoice = 'yes';
export const noChoice = 'no';

/** How far back a day of receipt may be named by the page's calendar. */
const calendarReachMs = 366 * 86_400_000;

interface Asking {
  readonly form: FormDefinition;
  readonly state: FormState;
}

interface Around {
  /** Said before the question, in the same message. */
  readonly lead?: string;
  /** A button that leads to a person stands beside the answers. */
  readonly offersPerson?: boolean;
}

/** Asks the form's open question once more, after something else was talked about or an answer did not fit. */
export async function askOpenQuestion(
  context: TurnContext,
  { form, state }: Asking,
  around: Around = {},
): Promise<void> {
  if (state.asked === confirmSlot) return askConfirm(context, form, around);
  const slot = state.asked === null ? undefined : form.slots.get(state.asked);
  if (slot) await askSlot(context, { form, state, slot, wording: 'again', ...around });
}

/** Asks for a yes to the decision just told. */
export async function askConfirm(
  context: TurnContext,
  form: FormDefinition,
  { lead = '', offersPerson = false }: Around = {},
): Promise<void> {
  const turn = turnOf(context);
  const choices = [
    { label: turn.sentence('form.confirm.yes'), value: yesChoice },
    { label: turn.sentence('form.confirm.no'), value: noChoice },
    ...personIf(context, offersPerson),
  ];
  await say(context, lead + form.confirm, { ask: confirmSlot, dialog: form.name, choices });
}

interface SlotQuestion extends Asking, Around {
  readonly slot: SlotDefinition;
  readonly wording: 'ask' | 'again';
  /** Offered instead of all orders, where one of a few is meant. */
  readonly goods?: readonly OrderedGoods[];
}

/** Asks for a slot, with what the page may offer to answer it. */
export async function askSlot(context: TurnContext, question: SlotQuestion): Promise<void> {
  const { form, slot, wording, lead = '', offersPerson = false } = question;
  const offer = await offerFor(context, question);
  const choices = [...(offer.choices ?? []), ...personIf(context, offersPerson)];
  const text = lead + (wording === 'ask' ? slot.ask : slot.again);
  await say(context, text, {
    ask: slot.slot,
    dialog: form.name,
    ...(offer.input ? { input: asJson(offer.input) } : {}),
    ...(choices.length > 0 ? { choices } : {}),
  });
}

interface Offer {
  /** A card: plain readonly data, whose interface only lacks the index signature that Json has. */
  readonly input?: AskInput;
  readonly choices?: NonNullable<ReplyDetails['choices']>;
}

async function offerFor(
  context: TurnContext,
  { slot, state, goods, form }: SlotQuestion,
): Promise<Offer> {
  const turn = turnOf(context);
  switch (slot.type) {
    case 'order': {
      const found = goods ?? (await listOrders(turn, state, form));
      const orders = found === 'down' ? [] : orderCards(turn, found);
      const choices = orders.map(({ label, value }) => ({ label, value }));
      return { input: { kind: 'orders', orders }, choices };
    }
    case 'date':
      return {
        input: { kind: 'date', min: dayOf(turn.now - calendarReachMs), max: dayOf(turn.now) },
      };
    case 'photos':
      return { input: { kind: 'photos', most: slot.most } };
    case 'text':
    case 'amount':
    case 'weight':
      return {};
    case 'boolean':
    case 'choice':
      return {
        choices: slot.choices.map(({ label, value }) => ({ label, value: String(value) })),
      };
    default:
      return slot satisfies never;
  }
}

function personIf(context: TurnContext, isOffered: boolean): readonly Choice[] {
  if (!isOffered) return [];
  return [{ label: turnOf(context).sentence('unknown.person'), value: personChoice }];
}
