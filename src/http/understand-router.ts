import { Router } from 'express';
import { type UnderstandCommand, type UnderstandReply, understandBody } from '../api/understand.ts';
import { answerFrom } from '../knowledge/answer.ts';
import type { Revision } from '../knowledge/revision.ts';
import { type Command, chooseCommand } from '../nlu/choose-command.ts';
import { dayAt, isoOfDay } from '../nlu/entities/calendar-day.ts';
import type { Intent } from '../nlu/intents.ts';
import type { Understand } from '../nlu/interpretation.ts';
import type { FaqResult } from '../search/faq-result.ts';
import { type FaqSearch, foundFor } from '../search/search-answers.ts';

interface UnderstandRouterDeps {
  /** The revision in force, and its search. */
  readonly knowledge: () => { readonly revision: Revision; readonly prepared: FaqSearch };
  readonly understand: Understand;
  /** Which dialog an intent begins under a revision. */
  readonly dialogsOf: (revision: Revision) => ReadonlyMap<Intent, string>;
  readonly now: () => number;
}

/** `POST /api/understand`, for staff and scripts: mount behind the API token. Stores nothing. */
export function createUnderstandRouter(deps: UnderstandRouterDeps): Router {
  const { knowledge, understand, dialogsOf, now } = deps;
  const router = Router();
  router.post('/understand', (request, response) => {
    const { text, now: said } = understandBody.parse(request.body ?? {});
    const { revision, prepared } = knowledge();
    const at = said === undefined ? now() : Date.parse(said);
    const interpretation = understand(text, at);
    const search = foundFor(interpretation.intent, prepared(text, isoOfDay(dayAt(at))));
    const command = chooseCommand({ interpretation, search, dialogs: dialogsOf(revision) });
    const { intent, confidence, ranking, entities, wishes, mood } = interpretation;
    const reply: UnderstandReply = {
      revision: revision.id,
      normalized: interpretation.text.text,
      intent,
      confidence,
      ranking,
      entities,
      wishes,
      mood,
      command: commandOnTheWire(command),
      answer: answerOf(search, revision),
      didYouMean: search.zone === 'did-you-mean' ? search.hits.map(questionOf) : [],
    };
    response.json(reply);
  });
  return router;
}

function commandOnTheWire(command: Command): UnderstandCommand {
  switch (command.kind) {
    case 'start':
      return command;
    case 'ask-matter':
      return { kind: 'clarify' };
    case 'refuse':
      return { kind: 'refuse', why: 'out_of_scope' };
    case 'unknown':
      return { kind: 'refuse', why: 'unknown' };
    default:
      return { kind: command.kind };
  }
}

function answerOf(search: FaqResult, revision: Revision): UnderstandReply['answer'] {
  const best = search.hits[0];
  if (search.zone !== 'answer' || !best) return null;
  const { text, citations } = answerFrom(revision, best.entry);
  return { ...questionOf(best), text, confidence: search.confidence, citations };
}

const questionOf = ({ entry }: FaqResult['hits'][number]) => ({
  entryId: entry.id,
  question: entry.question,
});
