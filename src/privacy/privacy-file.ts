import { z } from 'zod';
import { type ClauseId, parseClauseId } from '../kernel/ids.ts';
import { type Problem, type Report, reportTo } from '../knowledge/problem.ts';
import type { Revision } from '../knowledge/revision.ts';
import { type Parsed, parseYaml } from '../knowledge/yaml-text.ts';
import { dataStores } from './data-stores.ts';
import { type GroundId, groundIds } from './ground.ts';
import { type IdentityMeans, identityMeans } from './identity-check.ts';

const path = 'privacy.yaml';

const filled = z.string().min(1, '不能为空');
const clauses = z.array(z.string()).default([]);

const privacyFile = z.strictObject({
  stores: z.record(
    z.string(),
    z.strictObject({
      title: filled,
      holds: filled,
      purpose: filled,
      kept: filled,
      erased: filled,
      clauses,
    }),
  ),
  grounds: z.record(z.string(), z.strictObject({ title: filled, text: filled, clauses })),
  identity: z.record(z.string(), z.strictObject({ title: filled, clauses })),
});

type PrivacyFile = z.infer<typeof privacyFile>;

/** What a store holds about shoppers, in the words of the shop. */
export interface StoreWords {
  readonly title: string;
  readonly holds: string;
  readonly purpose: string;
  /** Until when. */
  readonly kept: string;
  /** What an erasure does to it. */
  readonly erased: string;
  readonly clauses: readonly ClauseId[];
}

/** Why something is not deleted. */
export interface GroundWords {
  readonly title: string;
  /** For the shopper. */
  readonly text: string;
  readonly clauses: readonly ClauseId[];
}

/** How staff make sure who somebody is. */
export interface MeansWords {
  readonly title: string;
  readonly clauses: readonly ClauseId[];
}

export interface PrivacyWords {
  readonly stores: ReadonlyMap<string, StoreWords>;
  readonly grounds: ReadonlyMap<GroundId, GroundWords>;
  readonly identity: ReadonlyMap<IdentityMeans, MeansWords>;
}

/** Reads `privacy.yaml`. A folder without the file has no words for its stores, and says so to whoever asks. */
export function readPrivacyWords(revision: Pick<Revision, 'files' | 'clauses'>): {
  readonly words: PrivacyWords;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const report = reportTo(problems, path);
  const text = revision.files.get(path);
  const parsed = text === undefined ? null : parseYaml({ text, firstLine: 1 }, privacyFile, report);
  if (!parsed)
    return { words: { stores: new Map(), grounds: new Map(), identity: new Map() }, problems };
  checkNames(parsed, report);
  const known = { parsed, report, revision };
  const stores = Object.entries(parsed.value.stores).map(
    ([id, words]) => [id, { ...words, clauses: clausesOf(known, ['stores', id]) }] as const,
  );
  const grounds = groundIds.flatMap((id) => {
    const words = parsed.value.grounds[id];
    if (!words) return [];
    return [[id, { ...words, clauses: clausesOf(known, ['grounds', id]) }] as const];
  });
  const identity = identityMeans.flatMap((id) => {
    const words = parsed.value.identity[id];
    if (!words) return [];
    return [[id, { ...words, clauses: clausesOf(known, ['identity', id]) }] as const];
  });
  const words = {
    stores: new Map(stores),
    grounds: new Map(grounds),
    identity: new Map(identity),
  };
  return { words, problems };
}

function checkNames({ value, lineOf }: Parsed<PrivacyFile>, report: Report): void {
  const parts = [
    ['stores', dataStores.map(({ id }) => id)],
    ['grounds', groundIds],
    ['identity', identityMeans],
  ] as const;
  for (const [part, known] of parts) {
    const written = Object.keys(value[part]);
    for (const id of written.filter((one) => !known.some((other) => other === one)))
      report.error(lineOf([part, id]), `没有“${id}”这一项`, `请改成其中一个：${known.join('、')}`);
    for (const id of known.filter((one) => !written.includes(one)))
      report.error(lineOf([part]), `缺“${id}”这一项`, '请补上它的说明');
  }
}

interface Known {
  readonly parsed: Parsed<PrivacyFile>;
  readonly report: Report;
  readonly revision: Pick<Revision, 'clauses'>;
}

function clausesOf(
  { parsed, report, revision }: Known,
  [part, id]: readonly [keyof PrivacyFile, string],
): readonly ClauseId[] {
  const named = parsed.value[part][id]?.clauses ?? [];
  return named.flatMap((text, at) => {
    const clauseId = parseClauseId(text);
    if (clauseId && revision.clauses.has(clauseId)) return [clauseId];
    const line = parsed.lineOf([part, id, 'clauses', at]);
    report.error(line, `条款“${text}”不存在`, '请改成 clauses/ 里的编号');
    return [];
  });
}
