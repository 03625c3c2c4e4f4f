import { createHash } from 'node:crypto';
import { AppError } from '../kernel/errors.ts';
import { type ClauseId, parseRevisionId, type RevisionId } from '../kernel/ids.ts';
import { checkContradictions, checkDroppedCitations } from './check-contradictions.ts';
import { type Clause, parseClauses } from './clause.ts';
import { comparable } from './comparable.ts';
import { type FaqEntry, parseFaq } from './faq-entry.ts';
import { type IntentFiles, readIntents } from './intent-file.ts';
import { type Problem, type Report, reportTo, sortProblems } from './problem.ts';
import { parseReplies } from './replies.ts';
import { parseService, type Service } from './service.ts';
import { type Contradiction, settleContradictions } from './settle-contradictions.ts';
import { parseSettlements, type Settlements, settlementsPath } from './settlement.ts';
import { parseSources, type Source } from './source.ts';
import { parseUserDict } from './user-dict.ts';

/** All that the shop says at one time. Immutable; the same files always make the same id. */
export interface Revision {
  readonly id: RevisionId;
  readonly service: Service;
  readonly sources: ReadonlyMap<string, Source>;
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  readonly settlements: Settlements;
  /** Between the clauses, whatever has become of them. */
  readonly contradictions: readonly Contradiction[];
  readonly entries: readonly FaqEntry[];
  /** All of them, or none where the folder has no `intents/`. */
  readonly intents: IntentFiles;
  readonly replies: ReadonlyMap<string, string>;
  /** Words the segmenter must keep whole. */
  readonly userDict: readonly string[];
  /** Names of other shops: a question that holds one is not about our rules. */
  readonly otherShops: readonly string[];
  /** What shoppers call this shop: it says nothing about what they ask. */
  readonly ownNames: readonly string[];
  /** The files it was made from, by path: what is kept in the store. */
  readonly files: ReadonlyMap<string, string>;
}

/** What a set of files makes: as much of a revision as can be read, and what is wrong with them. */
export interface Reading {
  readonly revision: Revision;
  readonly problems: readonly Problem[];
}

/** Checks the files; with an error in them there is no revision. */
export function parseRevision(files: ReadonlyMap<string, string>): {
  readonly revision: Revision | null;
  readonly problems: readonly Problem[];
} {
  const { revision, problems } = readRevision(files);
  return { revision: problems.some(isError) ? null : revision, problems };
}

/** True for a problem that keeps the files from being used. */
export function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

/** Reads what can be read, whatever is wrong. */
export function readRevision(files: ReadonlyMap<string, string>): Reading {
  const problems: Problem[] = [];
  const sorted = sortedFiles(files);
  for (const path of sorted.keys())
    if (!isKnowledgePath(path))
      reportTo(problems, path).warn(1, '不认识的文件，没有使用', '请检查文件名和所在的文件夹');
  const only = <T>(
    path: string,
    parse: (text: string, report: ReturnType<typeof reportTo>) => T,
  ) => {
    const text = sorted.get(path);
    const report = reportTo(problems, path);
    if (text === undefined) report.error(1, '缺少这个文件', '请补上，写法见 README.md');
    return parse(text ?? '', text === undefined ? reportTo([], path) : report);
  };
  const names = (path: string) => parseUserDict(sorted.get(path) ?? '', reportTo(problems, path));
  const sources = only('sources.yaml', parseSources);
  const clauses = readClauses(sorted, sources, problems);
  const settlements = parseSettlements(
    sorted.get(settlementsPath) ?? null,
    reportTo(problems, settlementsPath),
  );
  const contradictions = settleContradictions(clauses, settlements);
  checkContradictions({ clauses, settlements, contradictions }, problems);
  const entries = readEntries(sorted, clauses, problems);
  checkDroppedCitations(entries, settlements, problems);
  const revision = {
    id: revisionIdOf(sorted),
    service: only('service.yaml', parseService),
    sources,
    clauses,
    settlements,
    contradictions,
    entries,
    intents: readIntents(filesUnder(sorted, 'intents/'), problems),
    replies: only('replies/zh-CN.yaml', parseReplies),
    userDict: only('lexicon/user-dict.txt', parseUserDict),
    otherShops: names('lexicon/other-shops.txt'),
    ownNames: names('lexicon/own-names.txt'),
    files: sorted,
  };
  if (revision.entries.length === 0)
    reportTo(problems, 'faq').error(1, '没有任何可用的问答', '请在 faq/ 里至少写一条问答');
  return { revision, problems: sortProblems(problems) };
}

const knownPath =
  /^(?:sources\.yaml|calendar\.yaml|money\.yaml|privacy\.yaml|settlements\.yaml|guard\.yaml|guard\/lines\/[a-z][a-z0-9_-]*\.txt|service\.yaml|replies\/zh-CN\.yaml|lexicon\/(?:user-dict|other-shops|own-names)\.txt|(?:clauses|faq)\/[^/\\]+\.md|(?:intents|decisions|forms|lexicon|conversations|guard)\/[^/\\]+\.yaml)$/;

/** Whether a path inside the knowledge folder is one that this program reads. */
export function isKnowledgePath(path: string): boolean {
  return knownPath.test(path) && !path.includes('..');
}

/** In the order of their paths: the order in which a folder is listed means nothing. */
export function sortedFiles(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The id that these files, in the order of their paths, make. */
export function revisionIdOf(sorted: ReadonlyMap<string, string>): RevisionId {
  const hash = createHash('sha256');
  // Lengths keep the border between path and content unambiguous.
  for (const [path, text] of sorted) hash.update(`${path.length}:${text.length}:${path}${text}`);
  const id = parseRevisionId(hash.digest('hex'));
  if (!id) throw new AppError('INTERNAL', 'a SHA-256 was not 64 hex digits');
  return id;
}

function readClauses(
  files: ReadonlyMap<string, string>,
  sources: ReadonlyMap<string, Source>,
  problems: Problem[],
): ReadonlyMap<ClauseId, Clause> {
  const parse = (text: string, report: Report) => parseClauses(text, sources, report);
  return readUnique(files, problems, { folder: 'clauses/', kind: '条款', parse });
}

function readEntries(
  files: ReadonlyMap<string, string>,
  clauses: ReadonlyMap<ClauseId, Clause>,
  problems: Problem[],
): readonly FaqEntry[] {
  const parse = (text: string, report: Report) => parseFaq(text, clauses, report);
  const entries = readUnique(files, problems, { folder: 'faq/', kind: '问答', parse });
  checkWordings([...entries.values()], problems);
  return [...entries.values()];
}

interface Placed<Id> {
  readonly id: Id;
  readonly file: string;
  readonly line: number;
}

interface UniqueReading<T> {
  readonly folder: string;
  /** What it is called in a problem. */
  readonly kind: string;
  readonly parse: (text: string, report: Report) => readonly T[];
}

/** What the files of a folder hold, by id; an id used again is reported and its second use left out. */
function readUnique<Id extends string, T extends Placed<Id>>(
  files: ReadonlyMap<string, string>,
  problems: Problem[],
  { folder, kind, parse }: UniqueReading<T>,
): ReadonlyMap<Id, T> {
  const found = new Map<Id, T>();
  for (const [path, text] of filesUnder(files, folder)) {
    const report = reportTo(problems, path);
    for (const part of parse(text, report)) {
      const first = found.get(part.id);
      if (!first) found.set(part.id, part);
      else {
        const message = `${kind}编号“${part.id}”和 ${first.file}:${first.line} 重复`;
        report.error(part.line, message, '请换一个编号');
      }
    }
  }
  return found;
}

/** A wording in two entries would make the answer a matter of chance. */
function checkWordings(entries: readonly FaqEntry[], problems: Problem[]): void {
  const owners = new Map<string, FaqEntry>();
  for (const entry of entries) {
    const report = reportTo(problems, entry.file);
    for (const wording of [entry.question, ...entry.variants]) {
      const owner = owners.get(comparable(wording));
      if (!owner) owners.set(comparable(wording), entry);
      else if (owner === entry) report.warn(entry.line, `“${wording}”写了两遍`, '请删掉一处');
      else
        report.error(
          entry.line,
          `“${wording}”在“${owner.question}”（${owner.file}:${owner.line}）里也有`,
          '一种问法只能属于一条问答，请删掉一处',
        );
    }
  }
}

function filesUnder(
  files: ReadonlyMap<string, string>,
  folder: string,
): readonly (readonly [string, string])[] {
  return [...files].filter(([path]) => path.startsWith(folder) && isKnowledgePath(path));
}
