import { z } from 'zod';
import { comparable } from './comparable.ts';
import { type IntentName, intentNames } from './intent-names.ts';
import { type Problem, type Report, reportTo } from './problem.ts';
import { type Parsed, parseYaml } from './yaml-text.ts';

/** What shoppers say when they want one thing: the examples that the classifier learns from. */
export interface IntentFile {
  readonly name: IntentName;
  /** In Chinese, for people of the shop. */
  readonly title: string;
  /** As shoppers type them, each once. */
  readonly utterances: readonly string[];
}

export type IntentFiles = ReadonlyMap<IntentName, IntentFile>;

/** With fewer there is nothing to learn from and nothing to hold out. */
const fewestUtterances = 10;
/** A longer text is a letter; what it wants stands in one of its sentences. */
const longestUtterance = 300;

const intentFile = z.strictObject({
  name: z.enum(intentNames, '没有这个意图'),
  title: z.string().min(1, '不能为空').max(20, '最多 20 个字'),
  utterances: z
    .array(
      z
        .string('要写成文字；纯数字请加引号，如 "666"')
        .regex(/\S/u, '不能为空')
        .max(longestUtterance, `请缩短到 ${longestUtterance} 个字以内，或拆成几句`),
    )
    .min(fewestUtterances, `请至少写 ${fewestUtterances} 句，说法要真的不一样`),
});

interface Origin {
  readonly intent: IntentFile;
  readonly file: string;
  line(): number;
}

/** Reads the files of `intents/`: all of the intents, or, where the folder is missing, none and a warning. */
export function readIntents(
  files: readonly (readonly [path: string, text: string])[],
  problems: Problem[],
): IntentFiles {
  const found = new Map<IntentName, IntentFile>();
  const seen = new Map<string, Origin>();
  for (const [path, text] of files) {
    const report = reportTo(problems, path);
    const parsed = parseYaml({ text, firstLine: 1 }, intentFile, report);
    if (!parsed) continue;
    const { name } = parsed.value;
    checkName(parsed, report, found);
    checkUtterances(parsed, report, seen);
    if (!found.has(name)) found.set(name, withoutRepeats(parsed.value));
  }
  reportMissing(files, found, problems);
  return found;
}

function checkName(
  { value, lineOf }: Parsed<IntentFile>,
  report: Report,
  found: IntentFiles,
): void {
  const { name } = value;
  if (found.has(name))
    report.error(lineOf(['name']), `意图“${name}”在两个文件里`, '一个意图只写一个文件，请合并');
  else if (report.file !== fileOf(name))
    report.error(lineOf(['name']), `文件名和意图“${name}”不一致`, `请把文件改名为 ${fileOf(name)}`);
}

/** The same words under two intents teach nothing but doubt. */
function checkUtterances(
  { value, lineOf }: Parsed<IntentFile>,
  report: Report,
  seen: Map<string, Origin>,
): void {
  for (const [at, utterance] of value.utterances.entries()) {
    const line = () => lineOf(['utterances', at]);
    const first = seen.get(comparable(utterance));
    if (!first) seen.set(comparable(utterance), { intent: value, file: report.file, line });
    else if (first.intent === value)
      report.warn(line(), `“${utterance}”和第 ${first.line()} 行重复`, '请删掉一处');
    else
      report.error(
        line(),
        `“${utterance}”在“${first.intent.title}”（${first.file}:${first.line()}）里也有`,
        '一句话只能属于一个意图，请删掉一处',
      );
  }
}

function withoutRepeats(intent: IntentFile): IntentFile {
  const seen = new Set<string>();
  const utterances = intent.utterances.filter((utterance) => {
    const isRepeated = seen.has(comparable(utterance));
    seen.add(comparable(utterance));
    return !isRepeated;
  });
  return { ...intent, utterances };
}

function reportMissing(
  files: readonly (readonly [path: string, text: string])[],
  found: IntentFiles,
  problems: Problem[],
): void {
  if (files.length === 0) {
    const remedy = '请写上意图的例句，写法见 README.md';
    reportTo(problems, 'intents').warn(1, '没有意图，机器人只会查问答', remedy);
    return;
  }
  const present = new Set(files.map(([path]) => path));
  // A file that is there and could not be read has been reported already.
  for (const name of intentNames)
    if (!found.has(name) && !present.has(fileOf(name)))
      reportTo(problems, fileOf(name)).error(1, `缺少意图“${name}”`, '请补上这个文件');
}

function fileOf(name: IntentName): string {
  return `intents/${name}.yaml`;
}
