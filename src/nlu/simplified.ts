import hongKongVariants from 'opencc-js/dict/HKVariantsRev';
import traditional from 'opencc-js/dict/TSCharacters';
import taiwanVariants from 'opencc-js/dict/TWVariantsRev';

/**
 * Traditional characters to simplified, one for one: lengths and places in the text stay. OpenCC's phrase tables
 * (乾隆 keeps 乾) are left out: they cost 16 MB, and questions and answers pass through the same table anyway.
 */
export type Simplify = (text: string) => string;

export function createSimplify(): Simplify {
  const table = new Map(pairsOf(traditional));
  const simplified = new Set(table.values());
  // 么 is a variant of 幺 in Taiwan, but half of 什么 here: what is simplified already stays.
  for (const [from, to] of [...pairsOf(hongKongVariants), ...pairsOf(taiwanVariants)])
    if (!table.has(from) && !simplified.has(from)) table.set(from, table.get(to) ?? to);
  const ends = new Map([...table.keys()].map((from) => [from, lastOf(table, from)] as const));
  return (text) => {
    // Most text is simplified already, and copied only from its first traditional character on.
    let changed: string | undefined;
    let place = 0;
    for (const character of text) {
      const end = ends.get(character) ?? character;
      if (end !== character) changed ??= text.slice(0, place);
      if (changed !== undefined) changed += end;
      place += character.length;
    }
    return changed ?? text;
  };
}

/** 薴 → 苧 → 苎: what one line makes simple another may hold for traditional, so the chain is followed to its end. */
function lastOf(table: ReadonlyMap<string, string>, character: string): string {
  const next = table.get(character);
  return next === undefined || next === character ? character : lastOf(table, next);
}

/** OpenCC writes `轉 转|乾 干 乾|…`; the first choice is the usual one. */
function pairsOf(dictionary: string): readonly (readonly [string, string])[] {
  return dictionary.split('|').flatMap((line) => {
    const [from, to] = line.split(' ');
    // Longer entries are phrases; two code units may be one rare character.
    return from && to && [...from].length === 1 && [...to].length === 1
      ? [[from, to] as const]
      : [];
  });
}
