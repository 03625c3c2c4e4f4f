import type { RuleQuestion, RuleSituation } from '../api/rules.ts';
import type { FormDefinition, SlotDefinition } from '../forms/form-definition.ts';
import { parseClauseId } from '../kernel/ids.ts';
import { citationOf } from '../knowledge/citation.ts';
import type { Revision } from '../knowledge/revision.ts';

/** A situation with its questions, as a page asks them. */
export function situationOnTheWire(revision: Revision, form: FormDefinition): RuleSituation {
  const { name, title, decision = null, onRulesPage, opening, slots } = form;
  return {
    decision,
    form: name,
    title,
    about: onRulesPage?.about ?? null,
    opening: opening
      ? {
          text: opening.text,
          citations: opening.clauses
            .flatMap((id) => parseClauseId(id) ?? [])
            .map((id) => citationOf(revision, id)),
        }
      : null,
    questions: [...slots.values()].flatMap(questionOf),
  };
}

function questionOf(slot: SlotDefinition): readonly RuleQuestion[] {
  const { slot: fact, label, ask } = slot;
  const common = { fact, label, ask };
  switch (slot.type) {
    case 'boolean':
    case 'choice': {
      const choices = slot.choices.map(({ value, label: words }) => ({ value, label: words }));
      return [{ ...common, type: 'choice', choices }];
    }
    case 'date':
      return [{ ...common, type: 'date', ...(slot.notYet === true ? { notYet: true } : {}) }];
    case 'amount':
    case 'weight':
      return [{ ...common, type: slot.type }];
    case 'order':
    case 'photos':
    case 'text':
      // They need somebody's order, files or own words.
      return [];
    default:
      return slot satisfies never;
  }
}
