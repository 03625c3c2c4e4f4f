import type { AskInput, CaseCard, OrderCard, OutcomeCard } from '../../../api/cards.ts';
import { dayNamed, epochDay } from '../../cards/shop-days.ts';
import { fieldOf, listOf, numberOf, textOf } from '../fields.ts';

/** What the server takes in one upload. */
const mostPhotos = 5;

/** How a question may be answered; null for what this page does not know: the text can be answered in words. */
export function readInput(value: unknown): AskInput | null {
  switch (fieldOf(value, 'kind')) {
    case 'orders': {
      const orders = listOf(fieldOf(value, 'orders'), readOrder);
      return orders.length === 0 ? null : { kind: 'orders', orders };
    }
    case 'date': {
      const [min, max] = [textOf(value, 'min'), textOf(value, 'max')];
      const isRange = epochDay(min) !== null && epochDay(max) !== null && min <= max;
      return isRange ? { kind: 'date', min, max } : null;
    }
    case 'photos': {
      const most = Math.min(mostPhotos, Math.floor(numberOf(value, 'most') ?? mostPhotos));
      return most < 1 ? null : { kind: 'photos', most };
    }
    default:
      return null;
  }
}

/** An order without what is sent for it cannot be picked; all else may be missing. */
function readOrder(value: unknown): OrderCard | null {
  const [choice, label] = [textOf(value, 'value'), textOf(value, 'label')];
  if (choice === '' || label === '') return null;
  return {
    value: choice,
    label,
    orderId: textOf(value, 'orderId'),
    itemId: textOf(value, 'itemId'),
    title: textOf(value, 'title') || label,
    quantity: numberOf(value, 'quantity') ?? 1,
    placedAt: textOf(value, 'placedAt'),
    status: textOf(value, 'status'),
    seller: textOf(value, 'seller'),
    paidFen: numberOf(value, 'paidFen'),
  };
}

const outcomeStatuses = ['granted', 'partly', 'refused', 'person', 'missing'] as const;

/** A decision; null without a status that we know and a title. */
export function readOutcome(value: unknown): OutcomeCard | null {
  const status = outcomeStatuses.find((known) => known === fieldOf(value, 'status'));
  const title = textOf(value, 'title');
  if (status === undefined || title === '') return null;
  const checklist = listOf(fieldOf(value, 'checklist'), readProof);
  return {
    status,
    title,
    reason: textOf(value, 'reason'),
    lines: listOf(fieldOf(value, 'lines'), readLine),
    dates: listOf(fieldOf(value, 'dates'), readDate),
    nearMiss: listOf(fieldOf(value, 'nearMiss'), (text) =>
      typeof text === 'string' && text !== '' ? text : null,
    ),
    ...(checklist.length > 0 ? { checklist } : {}),
  };
}

function readLine(value: unknown): OutcomeCard['lines'][number] | null {
  const line = { label: textOf(value, 'label'), value: textOf(value, 'value') };
  return line.label === '' || line.value === '' ? null : line;
}

type Proof = NonNullable<OutcomeCard['checklist']>[number];
const proofStates = ['there', 'missing', 'keep'] as const;

function readProof(value: unknown): Proof | null {
  const state = proofStates.find((known) => known === fieldOf(value, 'state'));
  const [label, text] = [textOf(value, 'label'), textOf(value, 'text')];
  return state === undefined || label === '' ? null : { label, state, text };
}

function readDate(value: unknown): OutcomeCard['dates'][number] | null {
  const [label, date] = [textOf(value, 'label'), textOf(value, 'date')];
  return label === '' || dayNamed(date) === null ? null : { label, date };
}

/** A case; null without its number. */
export function readCase(value: unknown): CaseCard | null {
  const caseId = textOf(value, 'caseId');
  if (caseId === '') return null;
  const turn = caseTurns.find((known) => known === fieldOf(value, 'turn'));
  const turnText = textOf(value, 'turnText');
  return {
    caseId,
    kind: textOf(value, 'kind'),
    kindText: textOf(value, 'kindText'),
    status: textOf(value, 'status'),
    statusText: textOf(value, 'statusText'),
    subject: textOf(value, 'subject'),
    openedAt: textOf(value, 'openedAt'),
    ...(turn === undefined || turnText === '' ? {} : { turn, turnText }),
    deadlines: listOf(fieldOf(value, 'deadlines'), readDeadline),
  };
}

const caseTurns = ['shop', 'shopper', 'nobody'] as const;
const deadlineStates = ['running', 'kept', 'breached', 'withdrawn'] as const;

function readDeadline(value: unknown): CaseCard['deadlines'][number] | null {
  const state = deadlineStates.find((known) => known === fieldOf(value, 'state'));
  const [text, dueAt] = [textOf(value, 'text'), textOf(value, 'dueAt')];
  if (state === undefined || text === '' || Number.isNaN(Date.parse(dueAt))) return null;
  return { what: textOf(value, 'what'), text, dueAt, state };
}
