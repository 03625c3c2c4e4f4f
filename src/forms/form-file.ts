import { z } from 'zod';
import { type Problem, type Report, reportTo } from '../knowledge/problem.ts';
import type { Revision } from '../knowledge/revision.ts';
import { type Parsed, parseYaml } from '../knowledge/yaml-text.ts';
import { isIntent } from '../nlu/intents.ts';
import { type DutyDefinition, type FormDefinition, knownFacts } from './form-definition.ts';
import { fact, filled, kebab, slotFile, slotsOf, snake } from './slot-file.ts';

/** Counted in hours, days or working days, by the outcome that is named under one of them. */
const dutyFile = z
  .strictObject({
    what: filled,
    label: filled,
    hours: snake.optional(),
    days: snake.optional(),
    workingDays: snake.optional(),
    later: z
      .strictObject({ from: z.enum(['decided', 'in_progress']), anchor: kebab, since: filled })
      .optional(),
  })
  .refine(
    ({ hours, days, workingDays }) =>
      [hours, days, workingDays].filter((length) => length !== undefined).length === 1,
    'hours、days、workingDays 里写一个',
  );

type DutyFile = z.infer<typeof dutyFile>;

const facts = z.record(snake, z.array(fact).min(1));

const checklistFile = z.strictObject({
  label: filled,
  when: facts.default({}),
  have: z.strictObject({ fact: snake, is: z.array(fact).min(1).optional() }).optional(),
  there: filled.optional(),
  missing: filled,
  clause: filled.optional(),
});

const formFile = z
  .strictObject({
    name: kebab,
    title: filled,
    begins: z.record(snake, z.record(snake, fact)),
    action: snake.optional(),
    recommend: z.array(snake).min(1).optional(),
    decision: filled.optional(),
    resumeAfterHours: z.number().int().min(1).max(8760),
    slots: z.record(snake, slotFile),
    tries: z.record(snake, slotFile).default({}),
    onRulesPage: z.strictObject({ place: z.number().int().min(1), about: filled }).optional(),
    evidence: z.array(z.strictObject({ slot: snake, when: facts.default({}) })).default([]),
    titles: z
      .strictObject({ granted: filled, partly: filled, refused: filled, person: filled })
      .optional(),
    lines: z
      .array(
        z.strictObject({
          key: snake,
          label: filled,
          values: z.record(z.string(), filled).optional(),
          unit: z.string().optional(),
          always: z.boolean().optional(),
        }),
      )
      .default([]),
    dates: z.array(z.strictObject({ label: filled, from: snake, days: snake })).default([]),
    opening: z.strictObject({ text: filled, clauses: z.array(filled).default([]) }).optional(),
    knows: z.array(z.enum(knownFacts)).optional(),
    urgent: z.boolean().optional(),
    shown: z
      .array(z.strictObject({ fact: snake, label: filled, when: facts.default({}) }))
      .default([]),
    checklist: z.array(checklistFile).default([]),
    outlook: z
      .strictObject({ label: filled, sum: filled, given: z.record(snake, fact) })
      .optional(),
    opensForPerson: z.boolean().default(false),
    first: z.array(snake).default([]),
    reckoned: z.record(snake, z.array(snake).min(1)).default({}),
    confirm: filled,
    done: filled
      .refine((text) => !/\{(?!caseId\}|subject\})/.test(text), '花括号里只能写 caseId、subject')
      .optional(),
    next: filled.optional(),
    caseKind: filled.optional(),
    answersFirst: z.boolean().optional(),
    duties: z.array(dutyFile).default([]),
  })
  .refine(({ decision, titles }) => decision === undefined || titles !== undefined, {
    message: '有决策表就要有 titles',
    path: ['titles'],
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
  const read = [...revision.files].flatMap(([path, text]) => {
    if (!path.startsWith('forms/')) return [];
    const report = reportTo(problems, path);
    const parsed = parseYaml({ text, firstLine: 1 }, formFile, report);
    return parsed ? [{ parsed, report }] : [];
  });
  const files = new Map(read.map(({ parsed }) => [parsed.value.name, parsed.value]));
  const forms = new Map<string, FormDefinition>();
  for (const { parsed, report } of read) {
    checkForm(parsed, decisions, report);
    forms.set(parsed.value.name, formOf(parsed, files, report));
  }
  return { forms, problems };
}

function formOf(
  { value, lineOf }: Parsed<FormFile>,
  files: ReadonlyMap<string, FormFile>,
  report: Report,
): FormDefinition {
  const read = (part: 'slots' | 'tries') =>
    slotsOf(value[part], {
      slotsIn: (form) => files.get(form)?.slots,
      missing: (slot, form) =>
        report.error(
          lineOf([part, slot]),
          `表单“${form}”里没有自己写的问题“${slot}”`,
          '请改 form，或者把这个问题完整写出来',
        ),
    });
  const duties = value.duties.map(dutyOf);
  return { ...value, slots: read('slots'), tries: read('tries'), duties };
}

function dutyOf({ what, label, hours, days, workingDays, later }: DutyFile): DutyDefinition {
  const duty = { what, label, later };
  if (hours !== undefined) return { ...duty, length: hours, unit: 'hour' };
  if (days !== undefined) return { ...duty, length: days, unit: 'day' };
  return { ...duty, length: workingDays ?? '', unit: 'working-day' };
}

function checkForm(
  { value, lineOf }: Parsed<FormFile>,
  decisions: ReadonlySet<string>,
  report: Report,
): void {
  for (const intent of Object.keys(value.begins))
    if (!isIntent(intent) || intent === 'faq')
      report.error(lineOf(['begins', intent]), `没有意图“${intent}”`, '请改成 intents/ 里的名字');
  if (value.caseKind !== undefined && !isIntent(value.caseKind))
    report.error(lineOf(['caseKind']), `没有意图“${value.caseKind}”`, '请改成 intents/ 里的名字');
  if (value.decision !== undefined && !decisions.has(value.decision))
    report.error(
      lineOf(['decision']),
      `决策表“${value.decision}”不存在`,
      '请改成 decisions/ 里的名字',
    );
  const asked = [
    ...value.evidence.map(({ slot }, at) => ({ slot, path: ['evidence', at] })),
    ...value.first.map((slot, at) => ({ slot, path: ['first', at] })),
  ];
  for (const { slot, path } of asked)
    if (!(slot in value.slots)) report.error(lineOf(path), `没有问题“${slot}”`, '请先写进 slots');
}
