import type { TurnContext } from 'botbuilder-core';
import type { DialogContext, DialogTurnResult } from 'botbuilder-dialogs';
import { Dialog } from 'botbuilder-dialogs/lib/dialog.js';
import { smallTalk } from '../src/nlu/small-talk.ts';
import { didYouMeanId, rootDialogId } from './dialog-ids.ts';
import type { DidYouMeanOptions } from './did-you-mean-dialog.ts';
import { offerPerson, sayAnswer, sayReply } from './say.ts';
import { type Turn, turnOf } from './turn.ts';

/** Where every message arrives that no open dialog takes: small talk, an answer, a question back, or "I do not know". */
export class RootDialog extends Dialog {
  constructor() {
    super(rootDialogId);
  }

  override async beginDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const turn = turnOf(dc.context);
    if (!turn.said.text) {
      await sayReply(dc.context, turn.said.hasFiles ? 'file-received' : 'empty');
      return dc.endDialog();
    }
    const talk = smallTalk(turn.said.text);
    if (talk) {
      const { name, botName } = turn.revision.service.shop;
      await sayReply(dc.context, `chitchat.${talk}`, { shop: name, bot: botName });
      return dc.endDialog();
    }
    return this.#answer(dc, turn);
  }

  async #answer(dc: DialogContext, turn: Turn): Promise<DialogTurnResult> {
    const { zone, hits } = turn.search(turn.said.text);
    const best = hits[0];
    if (zone === 'abstain' || !best) {
      await sayUnknown(dc.context, turn);
      return dc.endDialog();
    }
    if (zone === 'answer') {
      turn.state = { ...turn.state, misses: 0 };
      await sayAnswer(dc.context, turn.revision, best.entry);
      return dc.endDialog();
    }
    const options: DidYouMeanOptions = {
      revision: turn.revision.id,
      entryIds: hits.map((hit) => hit.entry.id),
    };
    return dc.beginDialog(didYouMeanId, options);
  }
}

/** Says that we do not know, and offers a person. */
async function sayUnknown(context: TurnContext, turn: Turn): Promise<void> {
  const isSecond = turn.state.misses > 0;
  turn.state = { ...turn.state, misses: turn.state.misses + 1 };
  await offerPerson(context, isSecond ? 'unknown.second-miss' : 'unknown');
}
