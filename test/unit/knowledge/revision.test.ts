import { describe, expect, test } from 'vitest';
import type { ClauseId } from '../../../src/kernel/ids.ts';
import { replyPlaceholders } from '../../../src/knowledge/replies.ts';
import { parseRevision } from '../../../src/knowledge/revision.ts';
import {
  returnClauses,
  returnEntries,
  soundFiles,
  soundReplies,
  soundRevision,
} from './sound-files.ts';

const problemsOf = (changes: Readonly<Record<string, string | null>>) =>
  parseRevision(soundFiles(changes)).problems.map(
    ({ file, line, message, severity }) => `${severity} ${file}:${line} ${message}`,
  );

const replyKeys = Object.keys(replyPlaceholders);

/** Line of a reply in `soundReplies()`; of one that is not in it, the line behind the last. */
const replyLine = (key: string) =>
  replyKeys.includes(key) ? replyKeys.indexOf(key) + 1 : replyKeys.length + 1;

describe('a sound folder', () => {
  test('makes a revision without any problem', () => {
    const { revision, problems } = parseRevision(soundFiles());

    expect(problems).toEqual([]);
    expect(revision?.entries.map((entry) => entry.id)).toEqual(['return-window', 'insurance-what']);
    expect(revision?.userDict).toEqual(['运费险', '七天无理由', '假一赔三']);
    expect(revision?.service.shop.name).toBe('小安商店');
  });

  test('reads a clause as plain text with its origin, scope and facts', () => {
    const clause = soundRevision().clauses.get('no-reason-window' as ClauseId);

    expect(clause).toMatchObject({
      title: '收到货七天内可以无理由退货',
      text: '从签收的第二天起算，七天内都可以申请退货。第七天也算在内。\n· 商品要完好\n· 配件要齐全',
      locator: '393、335 行',
      seller: 'any',
      effectiveFrom: '2024-07-01',
      effectiveTo: null,
      file: 'clauses/returns.md',
      line: 7,
      facts: [{ topic: 'return-window', value: 7, unit: 'day', polarity: 'allow' }],
    });
    expect(clause?.source.id).toBe('platform-rules');
  });

  test('lets a clause name another source and another scope than its file', () => {
    const clause = soundRevision().clauses.get('law-seven-days' as ClauseId);

    expect(clause).toMatchObject({ locator: '第二十五条', seller: 'self' });
    expect(clause?.source.tier).toBe('law');
  });

  test('reads an answer without its marks and the citations in order, once each', () => {
    const [entry] = soundRevision().entries;

    expect(entry).toMatchObject({
      question: '收到货几天内可以退？',
      answer: '收到货起七天内都可以退，第七天也算在内。法律也是这样规定的。',
      citations: ['no-reason-window', 'law-seven-days'],
      line: 4,
    });
    expect(entry?.variants).toHaveLength(4);
  });

  test('has an id that depends on the content and not on the order of the files', () => {
    const files = soundFiles();

    const reversed = parseRevision(new Map([...files].toReversed())).revision;
    const changed = parseRevision(soundFiles({ 'lexicon/user-dict.txt': '运费险\n' })).revision;

    expect(reversed?.id).toBe(parseRevision(files).revision?.id);
    expect(changed?.id).not.toBe(reversed?.id);
  });

  test('keeps HTML as the letters it is made of', () => {
    const clauses = returnClauses.replace('第七天也算在内。', '第七天<b onclick="x()">也</b>算。');

    const { revision, problems } = parseRevision(soundFiles({ 'clauses/returns.md': clauses }));

    expect(revision?.clauses.get('no-reason-window' as ClauseId)?.text).toContain(
      '第七天<b onclick="x()">也</b>算。',
    );
    expect(problems.map((problem) => problem.message)).toEqual(['这里有 HTML，会原样当作文字显示']);
  });

  test('numbers ordered lists', () => {
    const clauses = returnClauses.replace('- 商品要完好\n- 配件要齐全', '1. 先申请\n2. 再寄回');

    const clause = soundRevision({ 'clauses/returns.md': clauses }).clauses.get(
      'no-reason-window' as ClauseId,
    );

    expect(clause?.text).toContain('\n1. 先申请\n2. 再寄回');
  });
});

describe('a broken folder', () => {
  test.each<[string, Record<string, string | null>, string]>([
    ['a missing file', { 'sources.yaml': null }, 'error sources.yaml:1 缺少这个文件'],
    [
      'an unknown key',
      {
        'service.yaml':
          soundFiles().get('service.yaml')?.replace('hours:', 'color: red\nhours:') ?? '',
      },
      'error service.yaml:3 这里有不认识的键：color',
    ],
    [
      'a missing key',
      {
        'service.yaml':
          'shop: { name: 甲, botName: 乙, disclaimer: 丙 }\nhours: { text: 丁 }\nagents: []\n',
      },
      'error service.yaml:1 缺少“hotline”',
    ],
    [
      'YAML that cannot be read',
      { 'service.yaml': 'shop: { name: [甲 }\nhours: 丁\n' },
      'error service.yaml:1 YAML 写法有误',
    ],
    [
      'a repeated YAML key',
      { 'replies/zh-CN.yaml': `${soundReplies()}empty: 又来\n` },
      `error replies/zh-CN.yaml:${replyLine('a second empty')} YAML 写法有误`,
    ],
    [
      'a date that does not exist',
      { 'clauses/returns.md': returnClauses.replace('2024-07-01', '2024-02-30') },
      'error clauses/returns.md:5 “effective.from”写得不对',
    ],
    [
      'dates the wrong way round',
      { 'clauses/returns.md': returnClauses.replace('to: null', 'to: 2020-01-01') },
      'error clauses/returns.md:5 生效日期晚于失效日期',
    ],
    [
      'an unknown source of a file',
      { 'clauses/returns.md': returnClauses.replace('source: platform-rules', 'source: nobody') },
      'error clauses/returns.md:3 来源“nobody”不存在',
    ],
    [
      'an unknown source of a clause',
      { 'clauses/returns.md': returnClauses.replace('law-consumer 第', 'law-nobody 第') },
      'error clauses/returns.md:23 来源“law-nobody”不存在',
    ],
    [
      'a clause without its place',
      { 'clauses/returns.md': returnClauses.replace('> 出处：393、335 行', '') },
      'error clauses/returns.md:7 条款“no-reason-window”没有写出处',
    ],
    [
      'a wrong scope',
      { 'clauses/returns.md': returnClauses.replace('适用：self', '适用：自营') },
      'error clauses/returns.md:24 “适用”写的是“自营”',
    ],
    [
      'a quoted line that means nothing',
      { 'clauses/returns.md': returnClauses.replace('适用：self', '注意：别忘') },
      'error clauses/returns.md:24 看不懂这行引用',
    ],
    [
      'a clause without text',
      {
        'clauses/returns.md': returnClauses.replace(
          '网购商品，消费者有权自收到商品之日起七日内退货。',
          '',
        ),
      },
      'error clauses/returns.md:21 条款“law-seven-days”没有正文',
    ],
    [
      'a fact with an unknown unit',
      { 'clauses/returns.md': returnClauses.replace('unit: day', 'unit: week') },
      'error clauses/returns.md:18 “0.unit”的值不在可选范围内',
    ],
    [
      'a heading without id',
      { 'clauses/returns.md': returnClauses.replace(' {#law-seven-days}', '') },
      'error clauses/returns.md:21 标题“法律规定的七日退货”没有编号',
    ],
    [
      'an id of wrong letters',
      { 'faq/returns.md': returnEntries.replace('{#return-window}', '{#Return_Window}') },
      'error faq/returns.md:4 编号“Return_Window”写法不对',
    ],
    [
      'a clause id twice',
      { 'clauses/other.md': returnClauses },
      'error clauses/returns.md:7 条款编号“no-reason-window”和 clauses/other.md:7 重复',
    ],
    [
      'an entry id twice',
      { 'faq/returns.md': returnEntries.replace('{#insurance-what}', '{#return-window}') },
      'error faq/returns.md:13 问答编号“return-window”和 faq/returns.md:4 重复',
    ],
    [
      'a citation of an unknown clause',
      { 'faq/returns.md': returnEntries.replace('[^law-seven-days]', '[^law-eight-days]') },
      'error faq/returns.md:11 引用的条款“law-eight-days”不存在',
    ],
    [
      'an answer without citation',
      { 'faq/returns.md': returnEntries.replace('赔付。[^no-reason-window]', '赔付。') },
      'error faq/returns.md:13 “运费险是什么？”的答案没有标出条款',
    ],
    [
      'an entry without answer',
      {
        'faq/returns.md': returnEntries.replace(
          '退货时的运费由保险按条款赔付。[^no-reason-window]',
          '',
        ),
      },
      'error faq/returns.md:13 “运费险是什么？”没有答案',
    ],
    [
      'an answer over 120 characters',
      { 'faq/returns.md': returnEntries.replace('退货时的', '退'.repeat(110)) },
      'error faq/returns.md:13 “运费险是什么？”的答案有 121 个字',
    ],
    [
      'an answer over 200 characters with a law',
      { 'faq/returns.md': returnEntries.replace('法律也是这样规定的', '法'.repeat(190)) },
      'error faq/returns.md:4 “收到货几天内可以退？”的答案有 211 个字',
    ],
    [
      'the same wording in two entries',
      { 'faq/returns.md': returnEntries.replace('- 什么叫运费险', '- 买了多久，还能退？') },
      'error faq/returns.md:13 “买了多久，还能退？”在“收到货几天内可以退？”（faq/returns.md:4）里也有',
    ],
    [
      'text outside of any heading',
      { 'faq/returns.md': returnEntries.replace('## 收到货', '开场白\n\n## 收到货') },
      'error faq/returns.md:4 这段内容不在任何标题下面',
    ],
    [
      'a file without front matter',
      { 'faq/returns.md': '## 甲 {#a}\n' },
      'error faq/returns.md:1 文件开头缺少说明部分',
    ],
    [
      'a missing reply',
      { 'replies/zh-CN.yaml': soundReplies().replace(/^empty:.*\n/m, '') },
      'error replies/zh-CN.yaml:1 缺少回复“empty”',
    ],
    [
      'an unknown placeholder',
      { 'replies/zh-CN.yaml': soundReplies({ greeting: '{shop}的{bot}，{name}' }) },
      'error replies/zh-CN.yaml:1 回复“greeting”里的 {name} 不认识',
    ],
    [
      'a lonely brace',
      { 'replies/zh-CN.yaml': soundReplies({ empty: '请说{话' }) },
      `error replies/zh-CN.yaml:${replyLine('empty')} 回复“empty”里的花括号不成对`,
    ],
    [
      'a sentence in the dictionary',
      { 'lexicon/user-dict.txt': '运费险\n退 货\n' },
      'error lexicon/user-dict.txt:2 “退 货”中间有空格',
    ],
    ['no entry at all', { 'faq/returns.md': null }, 'error faq:1 没有任何可用的问答'],
  ])('with %s names the file, the line and the trouble', (_what, changes, expected) => {
    const found = problemsOf(changes);

    expect(found).toContain(expected);
    expect(parseRevision(soundFiles(changes)).revision).toBeNull();
  });
});

describe('a folder that could be better', () => {
  test.each<[string, Record<string, string | null>, string]>([
    [
      'fewer than four wordings',
      { 'faq/returns.md': returnEntries.replace('- 什么叫运费险\n', '') },
      'warning faq/returns.md:13 “运费险是什么？”只有 3 个相似问',
    ],
    [
      'a wording twice in an entry',
      { 'faq/returns.md': returnEntries.replace('什么叫运费险', '运费险有什么用') },
      'warning faq/returns.md:13 “运费险有什么用”写了两遍',
    ],
    [
      'an unused reply',
      { 'replies/zh-CN.yaml': `${soundReplies()}extra: 多余\n` },
      `warning replies/zh-CN.yaml:${replyLine('extra')} 回复“extra”没有用到`,
    ],
    [
      'a placeholder left out',
      { 'replies/zh-CN.yaml': soundReplies({ 'handoff.still-queued': '快到了' }) },
      `warning replies/zh-CN.yaml:${replyLine('handoff.still-queued')} 回复“handoff.still-queued”没有用到 {place}`,
    ],
    [
      'a period told without its clause',
      { 'faq/returns.md': returnEntries.replace('法律也是', '钱 15 天内退回。法律也是') },
      'warning faq/returns.md:4 “ 钱 15 天内退回。”说到了数字，却没有标出条款',
    ],
    [
      'a file nobody reads',
      { 'faq/notes.txt': '甲' },
      'warning faq/notes.txt:1 不认识的文件，没有使用',
    ],
    [
      'a path that leads out',
      { 'faq/../../secret.md': '甲' },
      'warning faq/../../secret.md:1 不认识的文件，没有使用',
    ],
  ])('with %s is used, with a warning', (_what, changes, expected) => {
    const found = problemsOf(changes);

    expect(found).toContain(expected);
    expect(parseRevision(soundFiles(changes)).revision).not.toBeNull();
  });
});
