import { z } from 'zod';
import type { Alike } from './overlap.ts';
import type { Report } from './problem.ts';
import { slugText } from './source.ts';
import { parseYaml } from './yaml-text.ts';

/** Why one side of a contradiction counts: it stands higher, it is newer, or the operator chose it. */
export type Ground = 'tier' | 'newer' | 'choice';

interface Settling {
  readonly topic: string;
  readonly reason: string;
  readonly line: number;
}

/** The clauses of `keep` count, those of `drop` do not. */
export interface Choice extends Settling {
  readonly kind: 'choice';
  readonly keep: readonly string[];
  readonly drop: readonly string[];
  readonly by: Ground;
}

/** The clauses only seem to disagree: each holds in a case of its own, which the reason names. */
export interface Distinction extends Settling {
  readonly kind: 'distinction';
  readonly apart: readonly string[];
}

export type Settlement = Choice | Distinction;

/** What `settlements.yaml` says. */
export interface Settlements {
  readonly alike: Alike;
  /** Line of each name under `alike`. */
  readonly alikeLines: ReadonlyMap<string, number>;
  readonly settlements: readonly Settlement[];
}

/** Where the file is; a folder without contradictions needs none. */
export const settlementsPath = 'settlements.yaml';

const names = z.array(slugText).min(2, '至少写两个');
const ids = z.array(slugText).min(1, '至少写一条条款').optional();

const settlementsFile = z.strictObject({
  alike: z.strictObject({ topics: z.array(names), conditions: z.array(names) }),
  settlements: z.array(
    z.strictObject({
      topic: slugText,
      keep: ids,
      drop: ids,
      by: z.enum(['tier', 'newer', 'choice']).optional(),
      apart: z.array(slugText).min(2, '至少写两条条款').optional(),
      reason: z.string().min(1, '不能为空'),
    }),
  ),
});

type Entry = z.infer<typeof settlementsFile>['settlements'][number];

/** Of a folder in which nothing had to be settled. */
export const noSettlements: Settlements = {
  alike: { topics: [], conditions: [] },
  alikeLines: new Map(),
  settlements: [],
};

/** Reads `settlements.yaml`; `null` where the folder has none. */
export function parseSettlements(text: string | null, report: Report): Settlements {
  const parsed = text === null ? null : parseYaml({ text, firstLine: 1 }, settlementsFile, report);
  if (!parsed) return noSettlements;
  const { alike, settlements } = parsed.value;
  const alikeLines = new Map(
    (['topics', 'conditions'] as const).flatMap((kind) =>
      alike[kind].flatMap((group, at) =>
        group.map((name, place) => [name, parsed.lineOf(['alike', kind, at, place])] as const),
      ),
    ),
  );
  return {
    alike,
    alikeLines,
    settlements: settlements.flatMap(
      (entry, at) => parseSettlement(entry, parsed.lineOf(['settlements', at]), report) ?? [],
    ),
  };
}

function parseSettlement(entry: Entry, line: number, report: Report): Settlement | null {
  const { topic, keep, drop, by, apart, reason } = entry;
  const named = [keep, drop, by].filter((part) => part !== undefined).length;
  if (apart && named === 0) return { kind: 'distinction', topic, apart, reason, line };
  if (!apart && keep && drop && by) return { kind: 'choice', topic, keep, drop, by, reason, line };
  report.error(
    line,
    `“${topic}”的这一条写得不全，或者两种写法混在一起`,
    '二选一：写 keep、drop 和 by，或者只写 apart',
  );
  return null;
}
