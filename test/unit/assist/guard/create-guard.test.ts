import { describe, expect, test } from 'vitest';
import { createGuards } from '../../../../src/assist/guard/create-guard.ts';
import { readRevision } from '../../../../src/knowledge/revision.ts';
import { soundFiles } from '../../knowledge/sound-files.ts';
import { guardOfFile } from './guard-of-file.ts';

const guard = guardOfFile();
const found = (text: string, said: readonly string[] = []) =>
  guard.check(text, { said }).violations.map(({ rule, text: typed }) => `${rule}:${typed}`);

describe('a guard', () => {
  test('tells rule, clause, advice and where it stands in what was typed', () => {
    const text = '好的，您加我 V 信 abc123 说吧。';

    const { verdict, violations } = guard.check(text);

    expect(verdict).toBe('block');
    expect(violations).toEqual([
      {
        rule: 'contact',
        title: '联系方式',
        level: 'block',
        start: 4,
        end: 10,
        text: '加我 V 信',
        clauseId: 'no-reason-window',
        advice: '请删掉。',
      },
    ]);
    expect(text.slice(4, 10)).toBe('加我 V 信');
  });

  test.each([
    ['加我v信聊', 'contact:加我v信'],
    ['加\u200b我\u200b微\u200b信聊', 'contact:加\u200b我\u200b微\u200b信'],
    ['加 我 微 信 聊', 'contact:加 我 微 信'],
    ['➕薇信', 'contact:➕薇信'],
    ['力口ＷＸ', 'contact:力口ＷＸ'],
    ['加一下微_信', 'contact:加一下微_信'],
    ['电话13812345678', 'phone:13812345678'],
    ['打 一三八 一二三四 五六七八', 'phone:一三八 一二三四 五六七八'],
    ['１３８-1234-5678', 'phone:１３８-1234-5678'],
    ['幺三八①②③④⑤⑥⑦⑧', 'phone:幺三八①②③④⑤⑥⑦⑧'],
    ['座机0571-88776655', 'phone:0571-88776655'],
    ['去 abc123 点 com 看', 'link:abc123 点 com'],
    ['ｗｗｗ．ａｂｃ．ｃｏｍ', 'link:ｗｗｗ．ａｂｃ．ｃｏｍ'],
    ['https://shop.example.cheap.cn/x', 'link:https://shop.example.cheap.cn/x'],
    ['https://shop.example:8080@cheap.cn/x', 'link:https://shop.example:8080@cheap.cn/x'],
    ['https://chatmall.com/x', 'link:https://chatmall.com/x'],
    ['卡号 6222 0236 0210 8886 666', 'account:6222 0236 0210 8886 666'],
    ['发 kefu艾特163点com', 'email:kefu艾特163点com'],
    ['杭州市余杭区古墩路88号3栋502室', 'address:杭州市余杭区古墩路88号3栋502室'],
    ['他的证件是 11010519491231002X', 'personal_data:11010519491231002X'],
    ['假的赔您五倍', 'promise:赔您五倍'],
  ])('finds what is meant by %j', (text, expected) => {
    expect(found(text)).toContain(expected);
  });

  test.each([
    '您可以用微信支付',
    '请不要加任何人的微信',
    '让您加微信的都是骗子',
    '请看 https://www.shop.example/help',
    '路由器的地址是 192.168.1.1',
    '请拨打12315',
    '本店热线是 000-0000',
    '订单号 13812345678',
    '运单 JD0123456789012',
    '售后单 AS20231116001',
    '手机号 138****5678',
    'USB 口朝上，wxyz 型号',
    '假一赔三，也就是三倍',
    '今天14:00-16:00上门',
    '',
  ])('lets %j pass', (text) => {
    expect(found(text)).toEqual([]);
  });

  test('is not fooled by a warning against the platform', () => {
    expect(found('不要走平台加我微信')).toEqual(['contact:加我微信']);
  });

  test('lets the shopper’s own number be said back, and nobody else’s', () => {
    expect(found('您的电话是 138 1234 5678 吗', ['13812345678'])).toEqual([]);
    expect(found('您的电话是 138 1234 5678 吗', ['13812345679'])).toHaveLength(1);
  });

  test('warns where all that was found may be sent with a reason', () => {
    expect(guard.check('电话13812345678').verdict).toBe('warn');
    expect(guard.check('电话13812345678，加我微信').verdict).toBe('block');
    expect(guard.check('您好').verdict).toBe('pass');
  });

  test('offers the message without its offending sentences, where that is sound', () => {
    expect(guard.check('已经登记。加我微信聊。请放心。').rewrite).toBe(
      '已经登记。请放心。请在这里说。',
    );
    expect(guard.check('电话13812345678').rewrite).toBeUndefined();
    expect(
      guardOfFile(['请在这里说。', '加我微信说。']).check('您好。加我微信。').rewrite,
    ).toBeUndefined();
  });

  test('takes the host at which the shop serves us for its own, and what only looks like it for foreign', () => {
    const own = guardOfFile(['', ''], 'help.myshop.cn');
    const address = '请看 https://help.myshop.cn/rules';

    expect(own.check(address).verdict).toBe('pass');
    expect(own.check('请看 m.help.myshop.cn').verdict).toBe('pass');
    expect(guard.check(address).verdict).toBe('block');
    for (const foreign of ['help.myshop.cn.cheap.cn', 'nohelp.myshop.cn', 'myshop.cn'])
      expect(own.check(`请看 https://${foreign}/rules`).verdict).toBe('block');
  });

  test('delivers nothing without its rules', () => {
    const { revision } = readRevision(soundFiles({ 'guard.yaml': null }));
    const without = createGuards()(revision);

    expect(() => without.check('您好')).toThrow(/guard\//);
    expect(without.problems).toMatchObject([
      { file: 'guard', message: '缺少规则', severity: 'error' },
    ]);
  });
});

describe('the file of a guard', () => {
  test.each([
    [['clause: no-reason-window', 'clause: no-such'], '没有编号是“no-such”的条款'],
    [['excusedBy: [warning]', 'excusedBy: [warnin]'], 'excuses 里没有“warnin”'],
    [['加…{软件}', '加…{软体}'], '“加…{软体}”的写法不对'],
    [['微信支付', '(微信支付'], '“(微信支付”的写法不对'],
  ] as const)('is told what is wrong with it: %j', (replaced, message) => {
    const { problems } = guardOfFile(replaced);

    expect(problems).toMatchObject([{ file: 'guard.yaml', message, severity: 'error' }]);
    expect(problems[0]?.line).toBeGreaterThan(4);
  });
});

test('the rules of several files are one guard, and a list that stands in two is told of', () => {
  const rules =
    'rules: [{ id: qr, title: 码, level: block, clause: no-reason-window, advice: 请删掉。, phrases: ["扫{码}"] }]';
  const several = (words: string) =>
    createGuards()(
      readRevision(soundFiles({ 'guard/qr.yaml': rules, 'guard/words.yaml': words })).revision,
    );

  const sound = several('words: { 码: [码, 图] }');
  const doubled = createGuards()(
    readRevision(
      soundFiles({ 'guard/a.yaml': 'words: { 码: [码] }', 'guard/b.yaml': 'words: { 码: [图] }' }),
    ).revision,
  );

  expect(sound.problems).toEqual([]);
  expect(['扫图', '加微信'].map((text) => sound.check(text).verdict)).toEqual(['block', 'block']);
  expect(doubled.problems).toMatchObject([
    { file: 'guard/b.yaml', message: '“码”在两个文件里都有', severity: 'error' },
  ]);
});

test('what passed in one conversation is looked at again in another', () => {
  const text = '您的电话是13812345678，对吗？';

  const verdicts = [['我的电话13812345678'], [], ['我的电话13812345678'], []].map(
    (said) => guard.check(text, { said }).verdict,
  );

  expect(verdicts).toEqual(['pass', 'warn', 'pass', 'warn']);
  expect([guard.check('好的。').verdict, guard.check('好的。').verdict]).toEqual(['pass', 'pass']);
});
