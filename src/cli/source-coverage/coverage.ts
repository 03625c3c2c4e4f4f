import type { ClauseId } from '../../kernel/ids.ts';
import type { Clause } from '../../knowledge/clause.ts';
import type { Revision } from '../../knowledge/revision.ts';
import { droppedClauses } from '../../knowledge/settle-contradictions.ts';
import type { Source } from '../../knowledge/source.ts';
import type { DecisionTable } from '../../policy/decision-table.ts';
import type { SourceDocument } from './left-out.ts';
import { linesMissing, linesOf, rangesIn } from './line-ranges.ts';

/** A clause, where it stands in its source, and what tells it to shoppers. */
export interface CoveredClause {
  readonly clause: Clause;
  readonly entries: readonly string[];
  readonly tables: readonly string[];
  /** A settlement says that it does not count. */
  readonly isDropped: boolean;
}

export interface CoveredDocument {
  readonly document: SourceDocument;
  readonly clauses: readonly CoveredClause[];
  readonly citedLines: number;
  /** Lines in no section. */
  readonly unaccounted: readonly number[];
  /** Clauses that name a line which the document does not have. */
  readonly beyond: readonly ClauseId[];
}

export interface CoveredStatute {
  readonly source: Source;
  readonly clauses: readonly CoveredClause[];
}

/** From the lines of the documents and the articles of the statutes to clauses, entries and tables. */
export interface Coverage {
  readonly documents: readonly CoveredDocument[];
  readonly statutes: readonly CoveredStatute[];
  /** No entry cites them. */
  readonly unused: readonly CoveredClause[];
  /** Sources that are neither a statute nor a document that is known. */
  readonly strayed: readonly Source[];
  readonly counts: { readonly clauses: number; readonly entries: number };
}

/** Sorts what the revision says by where it comes from. */
export function coverageOf(
  revision: Revision,
  tables: ReadonlyMap<string, DecisionTable>,
  documents: readonly SourceDocument[],
): Coverage {
  const covered = coveredClauses(revision, tables);
  const sources = [...revision.sources.values()];
  const known = new Set(documents.map(({ sha256 }) => sha256));
  return {
    documents: documents.map((document) => coverDocument(document, covered)),
    statutes: sources
      .filter(({ tier }) => tier === 'law')
      .map((source) => ({
        source,
        clauses: covered.filter(({ clause }) => clause.source.id === source.id),
      })),
    unused: covered.filter(({ entries }) => entries.length === 0),
    strayed: sources.filter(({ tier, sha256 }) => tier !== 'law' && !known.has(sha256)),
    counts: { clauses: revision.clauses.size, entries: revision.entries.length },
  };
}

function coveredClauses(
  { clauses, entries, settlements }: Revision,
  tables: ReadonlyMap<string, DecisionTable>,
): readonly CoveredClause[] {
  const citing = collect(
    entries.flatMap(({ id, citations }) => citations.map((clause) => [clause, id])),
  );
  const deciding = collect(
    [...tables].flatMap(([name, { rows }]) =>
      rows.flatMap(({ verdict }) => verdict.clauses.map((clause) => [clause, name] as const)),
    ),
  );
  const dropped = droppedClauses(settlements);
  return [...clauses.values()].map((clause) => ({
    clause,
    entries: [...(citing.get(clause.id) ?? [])],
    tables: [...(deciding.get(clause.id) ?? [])],
    isDropped: dropped.has(clause.id),
  }));
}

function collect(
  pairs: readonly (readonly [ClauseId, string])[],
): ReadonlyMap<ClauseId, ReadonlySet<string>> {
  const collected = new Map<ClauseId, Set<string>>();
  for (const [clause, name] of pairs) {
    const names = collected.get(clause) ?? new Set<string>();
    collected.set(clause, names.add(name));
  }
  return collected;
}

function coverDocument(
  document: SourceDocument,
  covered: readonly CoveredClause[],
): CoveredDocument {
  const clauses = covered
    .filter(({ clause: { source } }) => source.tier !== 'law' && source.sha256 === document.sha256)
    .toSorted((a, b) => firstLine(a) - firstLine(b));
  const cited = linesOf(clauses.flatMap(({ clause }) => rangesIn(clause.locator)));
  const sections = linesOf(document.sections.flatMap(({ lines }) => rangesIn(lines)));
  return {
    document,
    clauses,
    citedLines: cited.size,
    unaccounted: linesMissing(document.lines, sections),
    beyond: clauses
      .filter(({ clause }) => rangesIn(clause.locator).some(({ to }) => to > document.lines))
      .map(({ clause }) => clause.id),
  };
}

function firstLine({ clause }: CoveredClause): number {
  return rangesIn(clause.locator)[0]?.from ?? 0;
}
