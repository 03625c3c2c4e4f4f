import { z } from 'zod';
import { type Problem, type Report, reportTo } from '../knowledge/problem.ts';
import type { Revision } from '../knowledge/revision.ts';
import { type Parsed, parseYaml } from '../knowledge/yaml-text.ts';
import { isIntent } from '../nlu/intents.ts';
import type { DutyDefinition, FormDefinition, SlotDefinition } from './form-definition.ts';

const filled = z.string().min(1, '不能为空');
const snake = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, '只能用小写字母、数字和下划线');
const fact = z.union([z.string().min(1), z.number(), z.boolean()]);

const choice = z.strictObject({
  value: fact,
  label: filled,
  words: z.array(filled).default([]),
});
const base = { label: filled, ask: filled, again: filled };
const slotFile = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('order'), ...base }),
  z.strictObject({ type: z.literal('date'), ...base }),
  z.strictObject({
    type: z.literal('boolean'),
    ...base,
    choices: z.array(choice).length(2),
    unknownAs: z.boolean().optional(),
  }),
  z.strictObject({ type: z.literal('choice'), ...base, choices: z.array(choice).min(2).max(12) }),
  z.strictObject({ type: z.literal('photos'), ...base, most: z.number().int().min(1).max(9) }),
]);

/** Counted in hours, days or working days, by the outcome that is named under one of them. */
const dutyFile = z
  .strictObject({
    what: filled,
    label: filled,
    hours: snake.optional(),
    days: snake.optional(),
    workingDays: snake.optional(),
  })
  .refine(
    ({ hours, days, workingDays }) =>
      [hours, days, workingDays].filter((length) => length !== undefined).length === 1,
    'hours、days、workingDays 里写一个',
  );

type DutyFile = z.infer<typeof dutyFile>;

const formFile = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, '只能用小写字母、数字和连字符'),
  title: filled,
  begins: z.record(snake, z.record(snake, fact)),
  action: snake,
  decision: filled,
  resumeAfterHours: z.number().int().min(1).max(8760),
  slots: z.record(snake, slotFile),
  evidence: z
    .array(z.strictObject({ slot: snake, when: z.record(snake, z.array(fact).min(1)) }))
    .default([]),
  titles: z.strictObject({ granted: filled, partly: filled, refused: filled, person: filled }),
  lines: z
    .array(
      z.strictObject({
        key: snake,
        label: filled,
        values: z.record(z.string(), filled).optional(),
        unit: z.string().optional(),
      }),
    )
    .default([]),
  dates: z.array(z.strictObject({ label: filled, from: snake, days: snake })).default([]),
  confirm: filled,
  caseKind: filled,
  duties: z.array(dutyFile).default([]),
});

type FormFile = z.infer<typeof formFile>;

/** The forms of one revision by name. */
export type Forms = ReadonlyMap<string, FormDefinition>;

/** Reads `forms/*.yaml` of a revision; `decisions` = the names of its decision tables. */
export function readForms(
  revision: Pick<Revision, 'files'>,
  decisions: ReadonlySet<string>,
): { readonly forms: Forms; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const forms = new Map<string, FormDefinition>();
  for (const [path, text] of revision.files) {
    if (!path.startsWith('forms/')) continue;
    const report = reportTo(problems, path);
    const parsed = parseYaml({ text, firstLine: 1 }, formFile, report);
    if (!parsed) continue;
    checkForm(parsed, decisions, report);
    forms.set(parsed.value.name, formOf(parsed.value));
  }
  return { forms, problems };
}

function formOf(file: FormFile): FormDefinition {
  const slots = Object.entries(file.slots).map(
    ([slot, definition]): readonly [string, SlotDefinition] => [slot, { slot, ...definition }],
  );
  return { ...file, slots: new Map(slots), duties: file.duties.map(dutyOf) };
}

function dutyOf({ what, label, hours, days, workingDays }: DutyFile): DutyDefinition {
  if (hours !== undefined) return { what, label, length: hours, unit: 'hour' };
  if (days !== undefined) return { what, label, length: days, unit: 'day' };
  return { what, label, length: workingDays ?? '', unit: 'working-day' };
}

function checkForm(
  { value, lineOf }: Parsed<FormFile>,
  decisions: ReadonlySet<string>,
  report: Report,
): void {
  for (const intent of Object.keys(value.begins))
    if (!isIntent(intent) || intent === 'faq')
      report.error(lineOf(['begins', intent]), `没有意图“${intent}”`, '请改成 intents/ 里的名字');
  if (!isIntent(value.caseKind))
    report.error(lineOf(['caseKind']), `没有意图“${value.caseKind}”`, '请改成 intents/ 里的名字');
  if (!decisions.has(value.decision))
    report.error(
      lineOf(['decision']),
      `决策表“${value.decision}”不存在`,
      '请改成 decisions/ 里的名字',
    );
  for (const [at, { slot }] of value.evidence.entries())
    if (!(slot in value.slots))
      report.error(lineOf(['evidence', at]), `没有问题“${slot}”`, '请先写进 slots');
}
