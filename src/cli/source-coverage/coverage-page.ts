import type { Coverage, CoveredClause, CoveredDocument, CoveredStatute } from './coverage.ts';

/** The coverage as the Markdown of `docs/coverage.md`. */
export function coveragePage(coverage: Coverage): string {
  const { counts, documents, statutes, unused } = coverage;
  return [
    '# Coverage of the sources',
    'Made by `npm run knowledge:coverage`; a test keeps it up to date. From the lines of each document, and the articles of each statute, to the clauses that say it and the entries that answer with them. What was left out is told by `left-out.yaml`.',
    `${counts.clauses} clauses, ${counts.entries} entries; ${unused.length} clauses are cited by no entry.`,
    ...documents.map(documentPart),
    ...statutes.map(statutePart),
    '## Clauses that no entry cites',
    'Some bear decisions; some keep a claim that does not count, so that it is found when it comes up again; the others wait for a question.',
    table(
      ['clause', 'title', 'used by'],
      unused.map((one) => [code(one.clause.id), one.clause.title, useOf(one)]),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

function documentPart({ document, clauses, citedLines }: CoveredDocument): string {
  const { name, lines, sections } = document;
  return [
    `## ${name}`,
    `${clauses.length} clauses cite ${citedLines} of ${lines} lines.`,
    ...(clauses.length === 0 ? [] : [clauseTable('lines', clauses)]),
    'Left out, of the lines that no clause cites:',
    table(
      ['lines', 'why'],
      sections.map((section) => [section.lines, section.why]),
    ),
  ].join('\n\n');
}

function statutePart({ source, clauses }: CoveredStatute): string {
  const heading = `## ${source.title} (${source.id})`;
  return [heading, `${clauses.length} clauses.`, clauseTable('article', clauses)].join('\n\n');
}

function clauseTable(place: string, clauses: readonly CoveredClause[]): string {
  return table(
    [place, 'clause', 'entries'],
    clauses.map(({ clause, entries }) => [
      clause.locator.replace(/\s*行$/, ''),
      code(clause.id),
      entries.map(code).join(' '),
    ]),
  );
}

function useOf({ tables, isDropped }: CoveredClause): string {
  if (isDropped) return 'does not count';
  return tables.map((name) => `decision ${code(name)}`).join(', ');
}

function code(name: string): string {
  return `\`${name}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
