import { z } from 'zod';
import { type Problem, reportTo } from './problem.ts';
import type { Revision } from './revision.ts';
import { parseYaml } from './yaml-text.ts';

const filled = z.string().min(1, '不能为空');
const texts = z.union([filled, z.array(filled)]).transform((one) => [one].flat());

/** What the bot must do in answer to one message. All that is named must hold. */
const expectation = z.strictObject({
  /** Each must stand in one of the replies. */
  has: texts.optional(),
  /** None may stand in any of them. */
  lacks: texts.optional(),
  /** Slot that is asked for at the end. */
  asks: filled.optional(),
  /** Status of the decision that is told. */
  decides: z.enum(['granted', 'partly', 'refused', 'person', 'none']).optional(),
  /** Kind of the case that is opened, or `none`. */
  opens: filled.optional(),
  /** Clauses that are shown with a reply. */
  cites: texts.optional(),
  /** Whether the conversation is in the queue afterwards. */
  handsOff: z.boolean().optional(),
  silent: z.literal(true).optional(),
});

/** How long something takes, e.g. 3m, 49h, 2d. */
const span = z.string().regex(/^\d{1,4}[mhd]$/, '写成 30m、5h 或 2d');

const turn = z.strictObject({
  /** The shopper types this. */
  say: filled.optional(),
  /** The shopper taps the button with this label or value. */
  tap: filled.optional(),
  /** The shopper sends that many photos. */
  photos: z.number().int().min(1).max(9).optional(),
  /** The shopper says whether the answer told last helped. */
  useful: z.boolean().optional(),
  /** How long after the turn before. */
  after: span.optional(),
  /** The server is stopped and started before it. */
  restart: z.literal(true).optional(),
  /** How the order system is from now on. */
  orders: z.enum(['up', 'slow', 'error', 'malformed']).optional(),
  /** How far the return is that the order system knows of. */
  service: filled.optional(),
  /** An agent takes the conversation, says this, has promised it within that time, or gives it back. */
  agent: z
    .strictObject({
      claims: z.literal(true).optional(),
      says: filled.optional(),
      promises: z.strictObject({ what: filled, within: span }).optional(),
      closes: z.literal(true).optional(),
    })
    .optional(),
  /** What staff do with the newest case of the conversation. */
  case: z
    .strictObject({
      move: filled,
      note: filled.optional(),
      within: span.optional(),
      result: z.enum(['granted', 'partly', 'refused']).optional(),
      yuan: z.number().positive().optional(),
    })
    .optional(),
  bot: expectation.optional(),
});

const conversationList = z.array(
  z.strictObject({
    title: filled,
    /** `demo`: the demonstration's orders. `signed`: the order system's shopper. `guest`: nobody it knows. */
    shopper: z.enum(['demo', 'signed', 'guest']).default('demo'),
    /** When it begins, ISO 8601; the orders of the demonstration lie around it. */
    at: z.iso.datetime({ offset: true }).default('2026-11-25T10:00:00+08:00'),
    turns: z.array(turn).min(1),
  }),
);

export type ConversationScript = z.infer<typeof conversationList>[number];
export type ConversationTurn = z.infer<typeof turn>;
export type Expectation = z.infer<typeof expectation>;

/** Reads `conversations/*.yaml`: what the bot promises to say, as a person of the shop wrote it down. */
export function readConversations(revision: Pick<Revision, 'files' | 'clauses'>): {
  readonly conversations: readonly ConversationScript[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const conversations: ConversationScript[] = [];
  const known = new Set<string>(revision.clauses.keys());
  for (const [path, text] of revision.files) {
    if (!path.startsWith('conversations/')) continue;
    const report = reportTo(problems, path);
    const parsed = parseYaml({ text, firstLine: 1 }, conversationList, report);
    conversations.push(...(parsed?.value ?? []));
    for (const { at, clause } of citedIn(parsed?.value ?? []))
      if (!known.has(clause))
        report.error(parsed?.lineOf([at]) ?? 1, `没有条款“${clause}”`, '请改成条款的编号');
  }
  return { conversations, problems };
}

function citedIn(scripts: readonly ConversationScript[]) {
  return scripts.flatMap(({ turns }, at) =>
    turns.flatMap(({ bot }) => (bot?.cites ?? []).map((clause) => ({ at, clause }))),
  );
}
