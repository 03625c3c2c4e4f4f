import { expect, test } from 'vitest';
import { conditionIn } from '../../../src/search/follow-up.ts';

test.each([
  ['那生鲜呢', '生鲜'],
  ['那生鮮呢？', '生鲜'],
  ['第三方的呢', '第三方'],
  ['要是拆封了呢', '拆封'],
  ['要是拆封了', '拆封'],
  ['如果已经用过了呢', '用过'],
  ['自营的也一样吗', '自营'],
  ['换货也可以吗', '换货'],
  ['有质量问题的呢', '质量问题'],
  ['那 PLUS 会员呢', 'plus会员'],
  ['换成手机的话呢', '手机'],
])('%s adds %s to the question before', (text, condition) => {
  expect(conditionIn(text)).toBe(condition);
});

test.each([
  '我要退货',
  '那退货吧',
  '那帮我退货呢',
  '那我妈呢',
  '那你呢',
  '然后呢',
  '那个呢',
  '好的',
  '转人工呢',
  '运费谁出',
  '那生鲜呢，还有水果也是今天到的，都坏了',
  '',
])('%s stands on its own', (text) => {
  expect(conditionIn(text)).toBeNull();
});
