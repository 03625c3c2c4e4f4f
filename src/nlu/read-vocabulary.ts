import type { Vocabulary } from './featurise.ts';

/** Twice as many slots as features, at least: a chain of taken ones stays short. */
const slotsPerFeature = 2;

/**
 * The features of a file, a line each, numbered in their order. They stay one text with a table of where each begins: a
 * map of 180,000 strings costs every start a quarter of a second.
 */
export function readVocabulary(lines: Buffer): Vocabulary {
  const text = lines.toString('utf8');
  const starts = startsOf(text);
  const size = starts.length - 1;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(size * slotsPerFeature + 1))).fill(-1);
  const startOf = (feature: number) => starts[feature] ?? 0;
  const nameOf = (feature: number) => text.slice(startOf(feature), startOf(feature + 1) - 1);
  const isNamed = (feature: number, name: string) =>
    startOf(feature + 1) - startOf(feature) === name.length + 1 &&
    text.startsWith(name, startOf(feature));

  /** Where the name stands, or would. Slots are taken one after another from where its hash points to. */
  function slotOf(name: string): number {
    let slot = hashOf(name, 0, name.length) & (slots.length - 1);
    for (let feature = slots[slot] ?? -1; feature >= 0; feature = slots[slot] ?? -1) {
      if (isNamed(feature, name)) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  for (let feature = 0; feature < size; feature += 1) {
    let slot = hashOf(text, startOf(feature), startOf(feature + 1) - 1) & (slots.length - 1);
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = feature;
  }
  return {
    size,
    get(name) {
      const feature = slots[slotOf(name)] ?? -1;
      return feature < 0 ? undefined : feature;
    },
    *keys() {
      for (let feature = 0; feature < size; feature += 1) yield nameOf(feature);
    },
  };
}

/** Where each line begins, and where the next one would. */
function startsOf(text: string): Uint32Array {
  if (text === '') return Uint32Array.of(0);
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1))
    starts.push(end + 1);
  starts.push(text.length + 1);
  return Uint32Array.from(starts);
}

/** FNV-1a of UTF-16 units, whose upper half is folded in for tables that look at the lower bits. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
