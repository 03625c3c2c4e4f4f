import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createGuards, type Guard } from '../../src/assist/guard/create-guard.ts';
import { createJudge } from '../../src/assist/guard/judge/create-judge.ts';
import { judgeFile } from '../../src/cli/guard-model/judge-origin.ts';
import { builtModels, readModel } from '../../src/cli/intent-models/model-file.ts';
import { shippedKnowledge } from '../support/shipped-knowledge.ts';

const guardLine = z.strictObject({
  text: z.string().min(1),
  isViolation: z.boolean(),
  rule: z.string().optional(),
});

export type GuardLine = z.infer<typeof guardLine>;

/** Replies of agents, sound and not; guard/README.md tells how they were made. */
export function readGuardLines(name: 'held-out-1' | 'held-out-2'): readonly GuardLine[] {
  return readFileSync(join(import.meta.dirname, 'guard', `${name}.jsonl`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => guardLine.parse(JSON.parse(line)));
}

/** The guard of the shipped rules, with the judge that `npm run prepare` has learnt from the shipped lines. */
export async function shippedGuard(): Promise<Guard> {
  const { revision } = await shippedKnowledge();
  const kept = readModel(judgeFile(builtModels));
  if (kept === null) throw new Error('nothing was learnt: run npm run prepare');
  const judge = createJudge(kept.model);
  return createGuards(() => judge)(revision);
}

export interface RuleCount {
  readonly rule: string;
  readonly caught: number;
  readonly count: number;
}

/** How many lines of each rule were caught, by whatever rule, and which rules stopped how many sound lines. */
export function countGuard(guard: Guard, lines: readonly GuardLine[]) {
  const judged = lines.map((line) => ({ ...line, ...guard.check(line.text) }));
  const bad = judged.filter(({ isViolation }) => isViolation);
  const sound = judged.filter(({ isViolation }) => !isViolation);
  const stopped = sound.filter(({ verdict }) => verdict !== 'pass');
  const rules = [...new Set(bad.map(({ rule }) => rule ?? ''))].toSorted();
  return {
    byRule: rules.map((rule): RuleCount => {
      const own = bad.filter((line) => line.rule === rule);
      const caught = own.filter(({ verdict }) => verdict !== 'pass').length;
      return { rule, caught, count: own.length };
    }),
    caught: bad.filter(({ verdict }) => verdict !== 'pass').length,
    bad: bad.length,
    stopped: stopped.length,
    sound: sound.length,
    stoppedBy: Map.groupBy(
      stopped.flatMap(({ violations }) => [...new Set(violations.map(({ rule }) => rule))]),
      (rule) => rule,
    ),
  };
}
