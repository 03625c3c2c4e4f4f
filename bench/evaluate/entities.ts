import { readKnowledgeFolder } from '../../src/knowledge/read-knowledge-folder.ts';
import { readRevision } from '../../src/knowledge/revision.ts';
import { createEntityFinders } from '../../src/nlu/entities/entity-finders.ts';
import {
  countEntities,
  isSame,
  microF1,
  readAt,
  readEntityLines,
} from '../../test/evaluation/entity-lines.ts';
import { percent, printTable } from './tables.ts';

/** What is found in lines whose entities were marked before the finders were read. */
export async function evaluateEntities(): Promise<void> {
  const { files } = await readKnowledgeFolder('knowledge');
  const findEntities = createEntityFinders()(readRevision(files).revision);
  const find = (text: string) => findEntities(text, readAt);
  const lines = readEntityLines();
  const counts = countEntities(lines, find);
  console.log(`\n## Entities: ${lines.length} lines\n`);
  printTable(
    ['type', 'marked', 'precision', 'recall', 'F1'],
    [...counts, ['all', sumOf([...counts.values()])] as const].map(([type, one]) => [
      type,
      one.marked,
      percent(one.right / one.found),
      percent(one.right / one.marked),
      microF1([one]).toFixed(3),
    ]),
  );
  for (const { text, marked } of lines) {
    const found = find(text).filter(({ type }) => type !== 'product');
    const missed = marked.filter((one) => !found.some((other) => isSame(one, other)));
    const extra = found.filter((other) => !marked.some((one) => isSame(one, other)));
    if (missed.length + extra.length === 0) continue;
    const told = missed.map(({ type, value }) => `${type} ${value}`).join(', ');
    const instead = extra
      .map(({ type, text: words, value }) => `${type} ${words} = ${JSON.stringify(value)}`)
      .join(', ');
    console.log(`${text} — not found: ${told || 'nothing'}; instead: ${instead || 'nothing'}`);
  }
}

function sumOf(counts: readonly { right: number; marked: number; found: number }[]) {
  return counts.reduce(
    (sum, one) => ({
      right: sum.right + one.right,
      marked: sum.marked + one.marked,
      found: sum.found + one.found,
    }),
    { right: 0, marked: 0, found: 0 },
  );
}
