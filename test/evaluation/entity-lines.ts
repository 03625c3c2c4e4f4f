import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entity, EntityType } from '../../src/nlu/entity.ts';

/** What somebody who reads the line finds in it. */
export interface Marked {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
  /** As a text; sums in yuan. */
  readonly value: string;
}

export interface EntityLine {
  readonly text: string;
  readonly marked: readonly Marked[];
}

/** Noon of 2026-11-25 in Shanghai, a Wednesday: dates in the lines are counted from it. */
export const readAt = Date.UTC(2026, 10, 25, 4);

/** Lines of `entities/lines.txt`: `我{昨天|date|2026-11-24}收到`; without a value it is the words themselves. */
export function readEntityLines(): readonly EntityLine[] {
  return readFileSync(join(import.meta.dirname, 'entities', 'lines.txt'), 'utf8')
    .trimEnd()
    .split('\n')
    .map(parseLine);
}

function parseLine(line: string): EntityLine {
  const marked: Marked[] = [];
  let text = '';
  for (const part of line.split(/(\{[^}]*\})/u)) {
    const [words = '', type, value] = part.replace(/^\{|\}$/gu, '').split('|');
    if (type !== undefined) {
      const [start, end] = [text.length, text.length + words.length];
      // The file names types of entities and nothing else.
      marked.push({ type: type as EntityType, start, end, value: value ?? words });
    }
    text += words;
  }
  return { text, marked };
}

export interface EntityCounts {
  readonly right: number;
  readonly marked: number;
  readonly found: number;
}

/** By type. Right is the same type and value at words that overlap: whether 钱 belongs to 三块钱 is a matter of taste. */
export function countEntities(
  lines: readonly EntityLine[],
  find: (text: string) => readonly Entity[],
): ReadonlyMap<EntityType, EntityCounts> {
  const counts = new Map<EntityType, EntityCounts>();
  const add = (type: EntityType, more: Partial<EntityCounts>) => {
    const { right, marked, found } = counts.get(type) ?? { right: 0, marked: 0, found: 0 };
    counts.set(type, {
      right: right + (more.right ?? 0),
      marked: marked + (more.marked ?? 0),
      found: found + (more.found ?? 0),
    });
  };
  for (const { text, marked } of lines) {
    const found = find(text).filter(({ type }) => type !== 'product');
    for (const one of found) add(one.type, { found: 1 });
    for (const one of marked)
      add(one.type, { marked: 1, right: found.some((other) => isSame(one, other)) ? 1 : 0 });
  }
  return counts;
}

export function isSame(marked: Marked, found: Entity): boolean {
  const overlaps = found.start < marked.end && marked.start < found.end;
  return marked.type === found.type && overlaps && writtenValue(found) === marked.value;
}

function writtenValue(entity: Entity): string {
  return entity.type === 'amount' ? String(entity.value.yuan) : String(entity.value);
}

/** F1 of all types together. */
export function microF1(counts: Iterable<EntityCounts>): number {
  const all = [...counts];
  const sum = (of: (one: EntityCounts) => number) => all.reduce((total, one) => total + of(one), 0);
  return (
    (2 * sum(({ right }) => right)) / (sum(({ marked }) => marked) + sum(({ found }) => found))
  );
}
