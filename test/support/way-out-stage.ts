import { createSupportBot } from '../../bot/support-bot.ts';
import type { TurnDecision } from '../../bot/turn/decide-turn.ts';
import { confirmSlot } from '../../dialogs/ask-slot.ts';
import { settledSlot } from '../../dialogs/form-go.ts';
import { type ConversationState, freshState } from '../../src/conversation/conversation-state.ts';
import { beginForm } from '../../src/forms/change-form.ts';
import { formToJson } from '../../src/forms/form-state.ts';
import { createRuleBooks } from '../../src/forms/rule-book.ts';
import { parseConversationId } from '../../src/kernel/ids.ts';
import type { ReadMood } from '../../src/nlu/mood/mood.ts';
import { serveHere } from './serve-here.ts';

interface Place {
  readonly name: string;
  readonly state: ConversationState;
}

/** The bot at each place of a conversation where a message can meet it. */
export interface WayOutStage {
  /** Each question of a return, its confirmation, what comes behind, and outside of it. */
  readonly places: readonly Place[];
  /** The state of a conversation that has just begun. */
  readonly fresh: ConversationState;
  say(text: string, state: ConversationState): Promise<TurnDecision>;
  close(): Promise<void>;
}

/** Two neighbouring answers: the bot asks which one was meant. */
const doubtfulQuestion = '运费险和退货的运费';

interface Replaced {
  /** In the place of the lexicon's. */
  readonly readMood?: ReadMood;
  /** When everything is said, epoch milliseconds. */
  readonly at?: number;
}

export async function openWayOutStage({ readMood, at }: Replaced = {}): Promise<WayOutStage> {
  const served = await serveHere();
  const { knowledge, understand, policies, shelf, store, logger, clock } = served.anxin;
  const rulesOf = createRuleBooks(policies);
  const bot = createSupportBot({
    knowledge: knowledge.current,
    understand: readMood
      ? (text, time) => ({ ...understand(text, time), mood: readMood(text) })
      : understand,
    rulesOf,
    shelf,
    queue: store,
    ordersOf: () => null,
    documents: store,
    log: store,
    logger,
  });
  const conversationId = parseConversationId('7d0f1c52-3c52-4b8e-9a39-0d6a4c1f7e11');
  const { revision } = knowledge.current();
  const form = rulesOf(revision).forms.get('return');
  if (!form || !conversationId) throw new Error('no form to ask from');
  const now = at ?? clock.now();

  async function say(text: string, state: ConversationState): Promise<TurnDecision> {
    if (!conversationId) throw new Error('no conversation');
    const author = { role: 'shopper', id: 'dl_way_out' } as const;
    const entry = { seq: 2, at: now, kind: 'message', author, body: { text } } as const;
    const decided = await bot({ conversationId, state, shopper: null, entry, now });
    // As after a commit: else each turn would pack the whole revision anew.
    decided.onCommitted?.();
    return decided;
  }

  const begun = beginForm(form, { revision: revision.id, intent: 'return_goods', now });
  const asked = [...form.slots.keys(), confirmSlot, settledSlot].map((slot) => ({
    name: slot,
    state: { ...freshState, form: formToJson({ ...begun, asked: slot }) },
  }));
  const outside = [
    { name: 'nothing open', state: freshState },
    { name: 'two questions without an answer', state: { ...freshState, misses: 2 } },
    { name: 'after a doubtful question', state: (await say(doubtfulQuestion, freshState)).state },
  ];
  return { places: [...outside, ...asked], fresh: freshState, say, close: served.close };
}
