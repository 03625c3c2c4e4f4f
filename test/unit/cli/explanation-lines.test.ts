import { expect, test } from 'vitest';
import { explanationLines } from '../../../src/cli/explanation-lines.ts';
import { calm } from '../../../src/nlu/mood/mood.ts';
import { normalise } from '../../../src/nlu/normalise.ts';
import { createRsSegmenter } from '../../../src/nlu/rs-segmenter.ts';
import { createFaqSearch } from '../../../src/search/search-answers.ts';
import { soundRevision } from '../knowledge/sound-files.ts';
import { findEntities, wednesday } from '../nlu/entities/labelled.ts';

test('an operator reads intent, entities, search and what the bot would do', () => {
  const typed = '前天收到的衣服能退吗，花了99块8';
  const lines = explanationLines({
    interpretation: {
      text: normalise(typed),
      intent: 'return_goods',
      confidence: 0.75,
      ranking: [
        { intent: 'return_goods', confidence: 0.75 },
        { intent: 'faq', confidence: 0.25 },
      ],
      entities: findEntities(typed, wednesday),
      wishes: [
        { intent: 'return_goods', confidence: 0.9, text: '能退吗', start: 8, end: 11 },
        { intent: 'invoice_request', confidence: 0.8, text: '花了99块8', start: 12, end: 18 },
      ],
      mood: { level: 'upset', signs: [{ kind: 'anger', words: '气死' }] },
    },
    search: createFaqSearch(soundRevision(), createRsSegmenter())('收到货几天内可以退？'),
    command: { kind: 'start', dialog: 'return' },
    titles: new Map([['return_goods', '退货']]),
  });

  const told = lines.join('\n');
  expect(told).toContain('规范后  前天收到的衣服能退吗,花了99块8');
  expect(told).toContain('███████████████·····  75.0%  退货 return_goods');
  expect(told).toContain('80.0%  invoice_request  “花了99块8”');
  expect(told).toContain('情绪    upset：气死');
  expect(told).toContain('日期 date = 2026-11-23  “前天”（第 0–2 字）');
  expect(told).toContain('金额 amount = 99.8 元  “99块8”');
  expect(told).toContain('问答检索：可以直接答，把握 100.0%');
  expect(told).toContain('收到货几天内可以退？  总分');
  expect(lines.at(-1)).toBe('机器人会：开始办理 return');
});

test('a message that says nothing beside its intent has no entities', () => {
  const lines = explanationLines({
    interpretation: {
      text: normalise('喵'),
      intent: 'out_of_scope',
      confidence: 1,
      ranking: [{ intent: 'out_of_scope', confidence: 1 }],
      entities: [],
      wishes: [],
      mood: calm,
    },
    search: { zone: 'abstain', hits: [], confidence: 0 },
    command: { kind: 'unknown' },
    titles: new Map(),
  });

  expect(lines).toContain('  （没有）');
  expect(lines.at(-1)).toBe('机器人会：承认不知道，并问要不要转人工');
});

test('what was looked up in another spelling is told with how near it is', () => {
  const near = { start: 0, end: 2, typed: '退或', meant: '退货', slips: 1, likeness: 1 };
  const lines = explanationLines({
    interpretation: {
      text: normalise('退或'),
      intent: 'faq',
      confidence: 1,
      ranking: [{ intent: 'faq', confidence: 1 }],
      entities: [],
      wishes: [],
      mood: calm,
    },
    search: { zone: 'abstain', hits: [], confidence: 0, spellings: [near] },
    command: { kind: 'unknown' },
    titles: new Map(),
  });

  expect(lines).toContain('  “退或”按“退货”找：差 1 处，读音像 100.0%');
});
