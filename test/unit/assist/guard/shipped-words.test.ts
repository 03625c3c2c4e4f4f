import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createGuards } from '../../../../src/assist/guard/create-guard.ts';
import { readableNumber } from '../../../../src/kernel/readable-number.ts';
import { answerFrom } from '../../../../src/knowledge/answer.ts';
import { shippedKnowledge } from '../../../support/shipped-knowledge.ts';

const { files, revision } = await shippedKnowledge();
const guard = createGuards()(revision);

/** Sentences of our own files, with something in the place of what is filled in. */
const sentences = [
  ...revision.entries.map((entry) => answerFrom(revision, entry).text),
  ...revision.replies.values(),
  ...[...files]
    .filter(([path]) => /^(?:forms|decisions)\/|^money\.yaml$/.test(path))
    .flatMap(([, text]) => textsIn(parse(text))),
].map((sentence) => sentence.replace(/\{\w+\}/g, '一'));

test('the rules that ship have no problem', () => {
  expect(guard.problems).toEqual([]);
});

test('nothing that the bot says of its own is stopped', () => {
  const stopped = sentences.flatMap((sentence) => {
    const { violations } = guard.check(sentence);
    return violations.map(({ rule, text }) => ({ rule, text, sentence }));
  });

  expect(sentences.length).toBeGreaterThan(500);
  expect(stopped).toEqual([]);
});

test('no number of a case is taken for anything, whatever letters it holds', () => {
  const seeds = Array.from({ length: 2_000 }, (_, n) => readableNumber(String(n)));
  const stopped = ['VX23-QR45', '2WX8-TBQQ', ...seeds].filter((number) => {
    const { verdict } = guard.check(
      `已经提交。售后单号AX-${number}，想知道进度，加上照片随时问我。`,
    );
    return verdict !== 'pass';
  });

  expect(stopped).toEqual([]);
  expect(guard.check('加AX-2WX8-99991聊').verdict).toBe('block');
});

test.each([
  '您的手机是138****5678吧，收到短信了吗',
  '收件人张*，手机138 **** 0000，对得上吗',
  '报警请打110，反诈热线96110，消费者热线12315，火车票打12306',
  '顺丰热线95338，中国移动10086，邮政11183',
  '官方热线4000000000，早九点到晚九点',
  '快递小哥电话：13800000000，您可以问他到哪儿了',
  '驿站电话 0571-88000000，晚上十点关门',
  '发票号码12345678，请您下载',
  '小票上那串 4006-0000-99 是收银机流水号，打不通正常',
  '小票号 0771-20251108-33 是打印号',
  '货物编号WX20251102是仓库的箱号',
  '先付150，然后2000，再付3000',
  '文件 IMG_0001.HEIC 和 invoice.pdf 都收到了，12·12大促的iPhone·Pro也有',
  '有三档风，夜里用一档就可以，声音像翻书。',
  '您地址里写的是2号楼，可电话里说12号楼，请您改一下。',
])('no number of everybody, of goods or struck out is taken for a contact: %s', (text) => {
  expect(guard.check(text).violations.map(({ rule }) => rule)).toEqual([]);
});

test.each([
  ['官方客服热线13800000000，打我', 'phone'],
  ['电话1*3*8*0*0*0*0*0*0*0*0', 'phone'],
  ['我们老板的号13800000000', 'phone'],
  ['售后专线400-000-1234', 'phone'],
  ['货物编号wx20251102加我', 'contact'],
  ['来幸福路88号3栋找我', 'address'],
  ['我手机号拆开发 136 再发 0000 再发 4417', 'phone'],
  ['他号是一五零开头，零零零零，九九零三', 'phone'],
  ['查物流请用 kd-cha.example。', 'link'],
  ['填写www·anzhuang-baoxiu·example', 'link'],
  ['写信到 sxlc_service&#64;vinegar.example', 'email'],
])('but one that is dressed up as such is: %s', (text, rule) => {
  expect(guard.check(text).violations.map((finding) => finding.rule)).toContain(rule);
});

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /\p{Script=Han}/u.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  // `words` are what shoppers say, not we.
  return Object.entries(value).flatMap(([key, part]) => (key === 'words' ? [] : textsIn(part)));
}
