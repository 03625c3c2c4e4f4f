import type { SlotChoice } from './form-definition.ts';

/** 没有鉴定报告, 不是克重: the words are there, and are denied. */
const denied = /(?:没有?|不是|并非|未|无|没见|没拿到?)(?:过|任何|什么|发现)?$/u;
const asking = /[吗么呢]$|怎么|哪里|能不能|可不可以|需要|是不是|要不要/u;

/** The one choice whose tell-tale words stand in a message, whatever was asked; not in a clause that asks. */
export function tellingChoice(
  text: string,
  choices: readonly SlotChoice[],
): SlotChoice | undefined {
  const told = text.split(/[^\p{L}\p{N}]+/u).filter((clause) => !asking.test(clause));
  const said = choices.filter(({ tells = [] }) =>
    tells.some((words) => told.some((clause) => isSaid(clause, words))),
  );
  return said.length === 1 ? said[0] : undefined;
}

function isSaid(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (!denied.test(text.slice(0, at))) return true;
  return false;
}
