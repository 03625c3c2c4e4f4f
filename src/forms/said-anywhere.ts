import type { FactValue } from '../policy/decision.ts';
import type { FormDefinition, SlotChoice } from './form-definition.ts';

/**
 * What a message says towards the choices whose words count everywhere: 把聊天记录都删了 names what is wanted, and of
 * what. Of two that are named the longer word counts (删除账号 is no mere 删); two of a length tell nothing.
 */
export function saidAnywhere(
  form: FormDefinition,
  text: string,
): readonly { readonly slot: string; readonly value: FactValue }[] {
  return [...form.slots.values()].flatMap((definition) => {
    if (definition.type !== 'choice' || definition.anywhere !== true) return [];
    const named = definition.choices
      .map((choice) => ({ value: choice.value, length: longestIn(choice, text) }))
      .filter(({ length }) => length > 0)
      .toSorted((a, b) => b.length - a.length);
    const [first, second] = named;
    if (!first || first.length === second?.length) return [];
    return [{ slot: definition.slot, value: first.value }];
  });
}

function longestIn({ label, words }: SlotChoice, text: string): number {
  const found = [label, ...words].filter((word) => text.includes(word));
  return Math.max(0, ...found.map((word) => word.length));
}
