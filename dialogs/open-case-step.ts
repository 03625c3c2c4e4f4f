import type { TurnContext } from 'botbuilder-core';
import type { AftersalesCase, Attachment, Deadline, DutyToCome } from '../src/cases/case.ts';
import { caseIdOf } from '../src/cases/case-id.ts';
import { openCase } from '../src/cases/open-case.ts';
import { itemSlot, productSlot } from '../src/forms/change-form.ts';
import type { DecidedForm } from '../src/forms/decided-form.ts';
import type { FormDefinition } from '../src/forms/form-definition.ts';
import type { FormState } from '../src/forms/form-state.ts';
import { valueText } from '../src/forms/form-words.ts';
import { factsOf } from '../src/forms/next-step.ts';
import { claimFor } from '../src/forms/tell-outcome.ts';
import { fillReply } from '../src/knowledge/fill-reply.ts';
import { deadlineOf } from '../src/policy/deadline/deadline.ts';
import { periodRuleFor } from '../src/policy/deadline/period-rules.ts';
import { sayCase } from './say-case.ts';
import { type Turn, turnOf } from './turn.ts';

/** The event that the duties of a case are counted from, as clauses call it. */
const submitted = 'application';

/** Opens the case that a yes asked for, with its duties, and tells its number. */
export async function openCaseStep(
  context: TurnContext,
  decided: DecidedForm,
  state: FormState,
): Promise<void> {
  const turn = turnOf(context);
  const opened = caseOf(turn, decided, {
    state,
    attachments: await attachmentsFor(turn, decided.form, state),
  });
  turn.effects.push(...openCase(opened, `${turn.conversationId}:${turn.seq}:request-service`));
  const { done, next } = decided.form;
  const { caseId, subject } = opened;
  const facts = { caseId, subject };
  const told = done === undefined ? turn.sentence('case.opened', facts) : fillReply(done, facts);
  await sayCase(context, opened, next === undefined ? told : `${told}\n${next}`);
}

/** Files are the case's where the form asked for some and got them, unless an earlier case has them. */
async function attachmentsFor(
  turn: Turn,
  { slots }: FormDefinition,
  state: FormState,
): Promise<readonly Attachment[]> {
  const isSent = [...slots.values()].some(
    ({ type, slot }) => type === 'photos' && state.slots[slot] !== undefined,
  );
  if (!isSent) return [];
  const others = (await turn.cases()).flatMap(({ attachments }) => attachments);
  const taken = new Set(others.map(({ fileId }) => fileId));
  return (await turn.sentFiles()).filter(({ fileId }) => !taken.has(fileId));
}

interface Opening {
  readonly state: FormState;
  readonly attachments: readonly Attachment[];
}

function caseOf(turn: Turn, decided: DecidedForm, { state, attachments }: Opening) {
  const { rules, form, decision } = decided;
  const claim = claimFor(decided);
  const text = (slot: string) => {
    const filled = state.slots[slot];
    return filled === undefined ? null : String(filled.value);
  };
  const aftersalesCase: AftersalesCase = {
    caseId: caseIdOf(turn.conversationId, turn.seq),
    kind: form.caseKind ?? form.name,
    title: form.title,
    status: 'opened',
    conversationId: turn.conversationId,
    shopperId: turn.shopperId,
    subject: text(productSlot) ?? categoryInWords(form, state) ?? withoutGoods(turn, form),
    orderId: text('order_id'),
    itemId: text(itemSlot),
    facts: { ...factsOf(state), ...decision.facts },
    // What was told: the order may change afterwards.
    outcome: {
      ...decision.outcome,
      ...(claim && claim.lines.length > 0 ? { money_fen: claim.totalFen } : {}),
    },
    decisionId: decision.id,
    revision: rules.revision.id,
    openedAt: turn.now,
    ...dutiesOf(decided, turn.now),
    history: [{ at: turn.now, what: 'opened' }],
    attachments,
    answer: null,
    ownerId: null,
    verdict: null,
    serviceId: null,
  };
  return aftersalesCase;
}

/** An account or a payment has no goods: the matter itself stands there. */
function withoutGoods(turn: Turn, { decision, title }: FormDefinition): string {
  return decision === undefined ? title : turn.sentence('case.subject-unknown');
}

/** 衣服; `null` where the shopper did not say. */
function categoryInWords(form: FormDefinition, state: FormState): string | null {
  const category = state.slots['product_category'];
  return category ? valueText(form, 'product_category', category.value) : null;
}

/**
 * A duty exists where a clause of the decision gives it a length; it is counted from now on, or from what its clause
 * names, once the case gets there.
 */
function dutiesOf({ rules, form, decision }: DecidedForm, now: number) {
  const { calendar, periodRules } = rules.policies;
  const deadlines: Deadline[] = [];
  const toCome: DutyToCome[] = [];
  for (const { what, label, length: key, unit, later } of form.duties) {
    const length = decision.outcome[key];
    if (typeof length !== 'number') continue;
    const period = { length, unit, anchor: later?.anchor ?? submitted };
    if (later) {
      toCome.push({ what, label, period, from: later.from, since: later.since });
      continue;
    }
    const rule = periodRuleFor(periodRules, submitted);
    const { dueAt } = deadlineOf(now, period, { calendar, rule });
    deadlines.push({ what, label, dueAt, state: 'running', phase: 'review', madeAt: now });
  }
  return { deadlines, toCome };
}
