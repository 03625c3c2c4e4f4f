import type { CaseCard, OutcomeCard } from '../../../src/api/cards.ts';
import type { Message, Notice } from '../../../src/web/chat/transcript.ts';

/** A message of the page's log, with only what matters to a test. */
export function message(id: string, fields: Partial<Message> = {}): Message {
  return {
    kind: 'message',
    id,
    at: 0,
    speaker: 'bot',
    name: null,
    text: id,
    attachments: [],
    choices: [],
    citations: [],
    input: null,
    outcome: null,
    case: null,
    dialog: null,
    decisionId: null,
    answerId: null,
    choice: null,
    ...fields,
  };
}

export function notice(id: string): Notice {
  return { kind: 'notice', id, at: 0, change: 'accepted', name: '林溪' };
}

export function outcome(title: string): OutcomeCard {
  return { status: 'granted', title, reason: '', lines: [], dates: [], nearMiss: [] };
}

export function caseCard(caseId: string): CaseCard {
  return {
    caseId,
    kind: 'return_goods',
    kindText: '退货',
    status: 'opened',
    statusText: '等待审核',
    subject: '连衣裙',
    openedAt: '2026-03-05T10:00:00+08:00',
    deadlines: [],
  };
}
