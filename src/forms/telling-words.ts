import type { SlotChoice } from './form-definition.ts';

/** 没有鉴定报告, 不是克重: the words are there, and are denied. */
const denied = /(?:没有?|不是|并非|未|无|没见|没拿到?)(?:过|任何|什么|发现)?$/u;
/** 有鉴定报告吗 asks whether it is so; 克重轻了怎么赔 tells it, and asks on. */
const asking =
  /是不是|是否|有没有|要不要|需要|哪里|还是|怎么?样?才?算|(?:是|有|要|算).{0,12}[吗么]$|呢$/u;

/** The one choice whose tell-tale words stand in a message, whatever was asked; not in a clause that asks for them. */
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
