import { type AlignedText, alignText } from '../../../nlu/aligned-text.ts';
import type { SparseRow } from '../../../nlu/linear/problem.ts';
import type { Sounds } from '../../../nlu/sounds.ts';
import { meantText } from '../meant-text.ts';
import type { GuardRules } from '../read-guard.ts';
import { cuesOf, type SeenReply } from './reply-cues.ts';

/** A feature, and the units of the reply that it was read from. */
export interface ReplyFeature {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Features of one kind. All but cues count for as much in a long reply as in a short one. */
export interface ReplyFeatureGroup<Feature = ReplyFeature> {
  readonly kind: keyof typeof featureWeights;
  readonly features: readonly Feature[];
}

export interface ReadReply {
  /** As it is meant: where features stand. */
  readonly meant: AlignedText;
  readonly groups: readonly ReplyFeatureGroup[];
}

/** Chosen by leaving out one writer after another; words of a segmenter, runs of four and gaps added nothing. */
export const featureWeights = { characters: 1, sounds: 0.5, pairs: 1.5, cues: 0.3 };

/** What a reply is judged by: its characters, how they sound, which meet in a clause, and what the rules think of it. */
export function readReply(
  { text, found }: SeenReply,
  guard: GuardRules,
  sounds: Sounds,
): ReadReply {
  const meant = meantText(alignText(text), guard.spellings);
  const units = unitsOf(meant.text);
  const heard = units.map((unit) => ({ ...unit, name: sounds.get(unit.name) ?? unit.name }));
  const spoken = [...runsOf(heard, 2, 's'), ...runsOf(heard, 3, 's')];
  const written = [1, 2, 3].flatMap((length) => runsOf(units, length, 'c'));
  const cues = cuesOf({ text, found }, meant, guard).map((name) => ({ name, start: 0, end: 0 }));
  return {
    meant,
    groups: [
      { kind: 'characters', features: written },
      { kind: 'sounds', features: spoken },
      { kind: 'pairs', features: pairsOf(units) },
      { kind: 'cues', features: cues },
    ],
  };
}

/** The features as numbers; one without a number says nothing. */
export function rowOf<Feature>(
  groups: readonly ReplyFeatureGroup<Feature>[],
  numberOf: (feature: Feature) => number | undefined,
): SparseRow {
  const indices: number[] = [];
  const values: number[] = [];
  for (const { kind, features } of groups) {
    const counts = countKnown(features, numberOf);
    const strengths = Array.from(counts.values(), (count) => 1 + Math.log(count));
    const norm = kind === 'cues' ? 1 : Math.hypot(...strengths);
    indices.push(...counts.keys());
    values.push(...strengths.map((strength) => (featureWeights[kind] * strength) / norm));
  }
  return { indices: Int32Array.from(indices), values: Float32Array.from(values) };
}

function countKnown<Feature>(
  features: readonly Feature[],
  numberOf: (feature: Feature) => number | undefined,
): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const feature of features) {
    const index = numberOf(feature);
    if (index !== undefined) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return counts;
}

/** One unit is an account, a long number, a number, a word in Latin letters, or a character: which account it is says nothing. */
const unit =
  /(?<account>(?<![a-z0-9])(?=[a-z0-9_]*\d)(?=[a-z0-9_]*[a-z])[a-z0-9_]{5,})|(?<long>[\d零一二三四五六七八九〇幺]{5,})|(?<number>\d+)|(?<latin>[a-z]{6,})|./gsu;

function unitsOf(text: string): readonly ReplyFeature[] {
  return Array.from(text.matchAll(unit), ({ 0: typed, index, groups }) => {
    const name = typed.length === 1 && !/\d/.test(typed) ? typed : kindOf(groups ?? {});
    return { name, start: index, end: index + typed.length };
  });
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): string {
  const [kind = 'letter'] = Object.entries(groups).find(([, part]) => part !== undefined) ?? [];
  return `<${kind}>`;
}

/** Every run of so many units. */
function runsOf(
  units: readonly ReplyFeature[],
  length: number,
  kind: string,
): readonly ReplyFeature[] {
  const runs: ReplyFeature[] = [];
  for (let at = 0; at + length <= units.length; at += 1) {
    let name = kind;
    for (let next = at; next < at + length; next += 1) name += ` ${units[next]?.name}`;
    runs.push({ name, start: units[at]?.start ?? 0, end: units[at + length - 1]?.end ?? 0 });
  }
  return runs;
}

/** Any two units of a clause, however far apart and in whatever order: 加…薇, 薇…加. Each pair counts once in a clause. */
function pairsOf(units: readonly ReplyFeature[]): readonly ReplyFeature[] {
  const pairs: ReplyFeature[] = [];
  for (const clause of clausesOf(units))
    for (const [at, one] of clause.entries())
      for (let next = at + 1; next < clause.length; next += 1) {
        const other = clause[next] ?? one;
        const name =
          one.name < other.name ? `p ${one.name} ${other.name}` : `p ${other.name} ${one.name}`;
        pairs.push({ name, start: one.start, end: other.end });
      }
  return pairs;
}

/** The different units of each part between two marks. */
function clausesOf(units: readonly ReplyFeature[]): readonly (readonly ReplyFeature[])[] {
  const clauses: Map<string, ReplyFeature>[] = [new Map()];
  for (const unit of units) {
    const clause = clauses.at(-1);
    if (/^[,.;!?\n]$/.test(unit.name)) clauses.push(new Map());
    else if (clause && !clause.has(unit.name)) clause.set(unit.name, unit);
  }
  return clauses.map((clause) => [...clause.values()]);
}
