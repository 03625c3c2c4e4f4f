import { z } from 'zod';
import { type ClauseId, parseClauseId } from '../../kernel/ids.ts';
import type { Clause } from '../../knowledge/clause.ts';
import { type Problem, type Report, reportTo } from '../../knowledge/problem.ts';
import { slugText } from '../../knowledge/source.ts';
import { parseYaml } from '../../knowledge/yaml-text.ts';
import type { Figure, Remedies, Remedy, RemedyLine } from './remedy.ts';

const moneyPath = 'money.yaml';

const filled = z.string().min(1, '不能为空');
const name = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, '只能用小写字母、数字和下划线');
const figureFile = z.strictObject({ clause: slugText, topic: slugText });

const lineFile = z.strictObject({
  key: z.enum(['refund', 'compensation', 'insurance', 'difference', 'freight']),
  label: filled,
  payer: z.enum(['merchant', 'insurer', 'platform']),
  basis: z
    .string()
    .regex(/^[a-z][a-z0-9_]*_fen$/, '要以 _fen 结尾：金额的单位是分')
    .optional(),
  factor: figureFile.optional(),
  floor: figureFile.optional(),
  cap: figureFile.optional(),
  fixed: figureFile.optional(),
  clauses: z.array(slugText).default([]),
});

const moneyFile = z.strictObject({
  remedies: z.array(
    z.strictObject({
      name,
      title: filled,
      lines: z.array(lineFile).min(1).max(8),
      open: z.array(z.strictObject({ text: filled, clause: slugText })).default([]),
    }),
  ),
});

type MoneyFile = z.infer<typeof moneyFile>;
type LineFile = MoneyFile['remedies'][number]['lines'][number];
type FigureName = 'factor' | 'floor' | 'cap' | 'fixed';

interface MoneySources {
  readonly files: ReadonlyMap<string, string>;
  readonly clauses: ReadonlyMap<ClauseId, Clause>;
  /** Clauses that were settled not to count. */
  readonly dropped: ReadonlySet<ClauseId>;
}

/** Reads `money.yaml`: every figure is looked up in the typed facts of its clause. */
export function readRemedies(sources: MoneySources, problems: Problem[]): Remedies {
  const report = reportTo(problems, moneyPath);
  const text = sources.files.get(moneyPath);
  const parsed = text === undefined ? null : parseYaml({ text, firstLine: 1 }, moneyFile, report);
  if (!parsed) return new Map();
  const remedies = new Map<string, Remedy>();
  for (const [at, file] of parsed.value.remedies.entries()) {
    const line = (path: readonly PropertyKey[]) => parsed.lineOf(['remedies', at, ...path]);
    if (remedies.has(file.name)) report.error(line(['name']), `“${file.name}”写了两遍`, '请换名字');
    const context = { sources, report, line };
    remedies.set(file.name, {
      name: file.name,
      title: file.title,
      lines: file.lines.map((one, place) => lineOf(one, place, context)),
      open: file.open.flatMap(({ text: said, clause }, place) => {
        const id = clauseOf(clause, context, ['open', place]);
        return id ? [{ text: said, clause: id.id }] : [];
      }),
    });
  }
  return remedies;
}

interface Context {
  readonly sources: MoneySources;
  readonly report: Report;
  line(path: readonly PropertyKey[]): number;
}

function lineOf(file: LineFile, place: number, context: Context): RemedyLine {
  const path = ['lines', place];
  const figure = (of: FigureName) => figureOf(file, of, { ...context, path });
  const figures = { factor: figure('factor'), floor: figure('floor'), cap: figure('cap') };
  const fixed = figure('fixed');
  const { key, label, payer, basis } = file;
  if ((basis === undefined) === (file.fixed === undefined))
    context.report.error(context.line(path), '一笔钱要有 basis 或 fixed', '两个里写一个');
  const named = file.clauses.flatMap((text) => clauseOf(text, context, path)?.id ?? []);
  const cited = [...Object.values(figures), fixed].flatMap((one) => (one ? [one.clause] : []));
  const clauses = [...new Set([...cited, ...named])];
  if (clauses.length === 0)
    context.report.error(context.line(path), '这笔钱没有条款', '请在 clauses 里写上依据');
  return { key, label, payer, basis: basis ?? null, ...figures, fixed, clauses };
}

const unitsOf: Readonly<Record<FigureName, readonly string[]>> = {
  factor: ['times', 'percent'],
  floor: ['yuan'],
  cap: ['yuan'],
  fixed: ['yuan'],
};

interface LinePlace extends Context {
  readonly path: readonly PropertyKey[];
}

function figureOf(file: LineFile, of: FigureName, place: LinePlace): Figure | null {
  const named = file[of];
  if (!named) return null;
  const path = [...place.path, of];
  const clause = clauseOf(named.clause, place, path);
  if (!clause) return null;
  const facts = clause.facts.filter(({ topic }) => topic === named.topic);
  const figures = facts.flatMap(({ value, unit }): Figure[] =>
    typeof value === 'number' && isUnit(unit) && unitsOf[of].includes(unit)
      ? [{ value, unit, clause: clause.id }]
      : [],
  );
  const [figure, another] = figures;
  if (figure && !another && isExact(figure)) return figure;
  place.report.error(
    place.line(path),
    `条款“${named.clause}”的 facts 里没有一个“${named.topic}”可以作 ${of}`,
    `要正好一个数字，最多两位小数，单位是 ${unitsOf[of].join('、')}`,
  );
  return null;
}

const isUnit = (unit: string): unit is Figure['unit'] =>
  unit === 'times' || unit === 'percent' || unit === 'yuan';

/** In hundredths of a time, whole percents, or fen. */
function isExact({ value, unit }: Figure): boolean {
  const scaled = unit === 'percent' ? value : value * 100;
  return value >= 0 && Math.abs(scaled - Math.round(scaled)) < 1e-9;
}

function clauseOf(text: string, context: Context, path: readonly PropertyKey[]): Clause | null {
  const { clauses, dropped } = context.sources;
  const id = parseClauseId(text);
  const clause = id && clauses.get(id);
  if (clause && !dropped.has(clause.id)) return clause;
  context.report.error(
    context.line(path),
    clause ? `条款“${text}”写在 settlements.yaml 的 drop 里，不能作依据` : `条款“${text}”不存在`,
    '请改成 clauses/ 里采用的编号',
  );
  return null;
}
