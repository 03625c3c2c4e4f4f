import { expect, test } from 'vitest';
import { createGuards } from '../../../../../src/assist/guard/create-guard.ts';
import { createJudge } from '../../../../../src/assist/guard/judge/create-judge.ts';
import { learnJudge } from '../../../../../src/assist/guard/judge/learn-judge.ts';
import { readGuard } from '../../../../../src/assist/guard/read-guard.ts';
import { guardLinesOf } from '../../../../../src/knowledge/guard-lines.ts';
import { readRevision } from '../../../../../src/knowledge/revision.ts';
import { soundFiles } from '../../../knowledge/sound-files.ts';

const rules = (options = '') => `official: { domains: [], numbers: [] }
rules:
  - { id: contact, title: 联系方式, level: block, clause: no-reason-window, advice: 请删掉。, phrases: [加微信]${options} }
  - { id: phone, title: 电话, level: warn, clause: no-reason-window, advice: 请删掉电话。, finders: [phone] }
`;
/** The judge of a shop has heard that 加微信 is harmless, and that 绿泡泡 is not. */
const lines = {
  'guard/lines/contact.txt': ['绿泡泡上聊', '绿泡泡找我吧', '来绿泡泡说', '咱们绿泡泡见'].join(
    '\n',
  ),
  'guard/lines/sound-warnings.txt': [
    '# 提醒',
    '加微信的都是骗子',
    '骗子才让您加微信',
    '遇到加微信的骗子请报警',
    '已经帮您登记了',
    '您的电话收到了',
  ].join('\n'),
};

function learnt(options?: string, changes: Readonly<Record<string, string>> = {}) {
  const files = soundFiles({ 'guard.yaml': rules(options), ...lines, ...changes });
  const { revision } = readRevision(files);
  const { guard, problems } = readGuard(revision);
  if (guard === null) throw new Error('the fixture has no rules');
  const model = learnJudge(guardLinesOf(revision.files), guard, new Map([['泡', 'pao']]));
  const judge = createJudge(model);
  return { model, problems, guard: createGuards(() => judge)(revision) };
}

test('a judge finds what no rule names, and only warns, on the words that tell', () => {
  const text = '好的，绿泡泡上找我。';

  const { verdict, violations } = learnt().guard.check(text);

  expect(verdict).toBe('warn');
  expect(violations).toMatchObject([{ rule: 'contact', text: '绿泡泡上找我', advice: '请删掉。' }]);
  expect(text.slice(violations[0]?.start, violations[0]?.end)).toBe('绿泡泡上找我');
});

test('a judge lets pass what a rule finds, unless the rule decides alone', () => {
  const text = '让您加微信的是骗子';

  expect(learnt().guard.check(text).verdict).toBe('pass');
  expect(learnt(', alone: true').guard.check(text).verdict).toBe('block');
});

test('a number is found whatever the judge thinks, and the shopper’s own may be said back', () => {
  const text = '您的电话13812345678收到了';

  expect(learnt().guard.check(text).violations).toMatchObject([{ rule: 'phone' }]);
  expect(learnt().guard.check(text, { said: ['13812345678'] }).verdict).toBe('pass');
});

test('the bot is not judged', () => {
  const text = '好的，绿泡泡上找我。';

  expect(learnt().guard.check(text, { said: [], speaker: 'bot' }).verdict).toBe('pass');
});

test('the same lines and rules make the same judge', () => {
  expect(learnt().model.linear).toEqual(learnt().model.linear);
});

test('lines that the rules were written with teach no trust in the rules', () => {
  const known = learnt('', { 'guard/lines/contact-rules.txt': '加微信\n加微信吧\n' });
  const weightOf = (label: string) => {
    const { labels, vocabulary, linear } = known.model;
    const index = vocabulary.get('rfound:contact') ?? 0;
    return linear.weights[index * labels.length + labels.indexOf(label)] ?? 0;
  };

  expect(weightOf('sound')).toBeGreaterThan(weightOf('contact'));
});

test('a file of lines for no rule is told of', () => {
  const { problems } = learnt('', { 'guard/lines/kontact.txt': '加微信\n' });

  expect(problems).toMatchObject([
    { file: 'guard/lines/kontact.txt', message: '没有编号是“kontact”的规则', severity: 'error' },
  ]);
});

test('lines in a file whose name says no rule are reported, as nobody would learn them', () => {
  const { problems } = learnt('', { 'guard/lines/sound-look-alikes.txt': '您好\n' });

  expect(problems).toMatchObject([
    { file: 'guard/lines/sound-look-alikes.txt', severity: 'error' },
  ]);
});
