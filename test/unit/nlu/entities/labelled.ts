import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createFindEntities } from '../../../../src/nlu/entities/find-entities.ts';
import type { Entity, EntityType } from '../../../../src/nlu/entity.ts';
import { readLexicon } from '../../../../src/nlu/lexicon/read-lexicon.ts';

const lexiconFiles = ['product-categories', 'reasons', 'conditions', 'couriers', 'moods'].map(
  (name) => `lexicon/${name}.yaml`,
);
const knowledge = fileURLToPath(new URL('../../../../knowledge/', import.meta.url));

/** The lexicon that ships. */
export const shipped = readLexicon(
  new Map(lexiconFiles.map((path) => [path, readFileSync(knowledge + path, 'utf8')])),
);

export const findEntities = createFindEntities(shipped.lexicon);

/** A Wednesday, ten in the morning in Shanghai. */
export const wednesday = Date.parse('2026-11-25T10:00:00+08:00');

/** What was found of some types, each as `text=value`, in the order of the text. */
export function found(
  utterance: string,
  types: readonly EntityType[],
  now = wednesday,
): readonly string[] {
  return findEntities(utterance, now)
    .filter(({ type }) => types.includes(type))
    .map((entity) => `${entity.text}=${shownValue(entity)}`);
}

function shownValue(entity: Entity): string {
  return entity.type === 'amount' ? String(entity.value.yuan) : String(entity.value);
}

/** Rows of a table: an utterance, then what is found in it; `|` parts the columns. Without a second column nothing is. */
export function rowsOf(table: string): readonly (readonly [string, readonly string[]])[] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [utterance = '', ...expected] = line.split('|').map((cell) => cell.trim());
      return [utterance, expected.filter((cell) => cell !== '')];
    });
}
