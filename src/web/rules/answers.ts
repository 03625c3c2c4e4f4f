import type { RuleQuestion } from '../../api/rules.ts';
import { dayText, epochDay } from '../cards/shop-days.ts';
import { yuanText } from '../cards/zh.ts';
import type { Answer } from './route.ts';
import { unsure } from './zh.ts';

export type AnswerValue = string | number | boolean | null;

/** An answer to a question that is asked. */
export interface Answered {
  readonly question: RuleQuestion;
  /** As it stands in the address. */
  readonly text: string;
  readonly value: AnswerValue;
}

/** The answers that fit a question; somebody may have written anything into the address. */
export function readAnswers(
  questions: readonly RuleQuestion[],
  answers: readonly Answer[],
): readonly Answered[] {
  return answers.flatMap(({ fact, value: text }) => {
    const question = questions.find((one) => one.fact === fact);
    const value = question && answerValue(question, text);
    return question === undefined || value === undefined ? [] : [{ question, text, value }];
  });
}

/** What the server is told. */
export function factsOf(answered: readonly Answered[]): Readonly<Record<string, AnswerValue>> {
  return Object.fromEntries(answered.map(({ question, value }) => [question.fact, value]));
}

/** An answer for people. */
export function answerText({ question, value }: Answered, now: number): string {
  if (value === null) return unsure;
  switch (question.type) {
    case 'choice':
      return question.choices?.find((choice) => choice.value === value)?.label ?? String(value);
    case 'date':
      return dayText(String(value), now);
    case 'amount':
      return yuanText(Number(value));
    case 'weight':
      return `${Number(value) / 1_000} 克`;
  }
}

/** Places behind the point of what is typed, so that the smallest unit is a whole number. */
export const placesOf = { amount: 2, weight: 3 } as const;

/** More whole yuan or grams than anything costs or weighs. */
const mostDigits = 8;

/** 12.5 yuan → 1250 fen, 9.7 grams → 9700 milligrams; `null` where it is no such number. */
export function wholeOf(typed: string, type: keyof typeof placesOf): number | null {
  const text = typed.normalize('NFKC').replace(/[\s,元克]/g, '');
  const [, whole = '', part = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const places = placesOf[type];
  if (whole === '' || whole.length > mostDigits || part.length > places) return null;
  return Number(whole + part.padEnd(places, '0'));
}

function answerValue(question: RuleQuestion, text: string): AnswerValue | undefined {
  if (text === '') return null;
  switch (question.type) {
    case 'choice':
      return question.choices?.find(({ value }) => String(value) === text)?.value;
    case 'date':
      return epochDay(text) === null ? undefined : text;
    case 'amount':
    case 'weight':
      return /^\d{1,11}$/.test(text) ? Number(text) : undefined;
  }
}
