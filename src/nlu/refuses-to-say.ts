import { normalise } from './normalise.ts';

const refusal = new RegExp(
  [
    '(?:不想|不愿意?|不方便|不太方便|不便|不肯|懒得|不能|唔想|拒绝)(?:再|跟你|和你|告诉你|给你)?(?:们)?(?:说|讲|告诉|透露|提供|回答|填|给|公开)',
    '(?:不|没必要)告诉你',
    '(?:凭什么|凭啥|为什么|为啥|干嘛|干吗)(?:要)?(?:告诉|跟|和|提供|给|填)你?',
    '(?:这|这个|这是)?(?:我的)?(?:是)?(?:个人)?隐私',
    '保密|无可奉告|不关你(?:们)?的?事|别问(?:了|那么多|这么多)|问(?:那么|这么)多干(?:嘛|吗|什么)',
    '(?:不填|不说|不提供|跳过|略过)(?:行吗|可以吗|可不可以|了|吧|这个|这题|这项)?$',
  ].join('|'),
  'u',
);

/** Longer messages tell something, even where they hold such words. */
const longest = 20;

/** Whether a message refuses to tell what was asked: 不想说, 这是隐私, 凭什么告诉你. */
export function refusesToSay(text: string): boolean {
  const { text: utterance } = normalise(text);
  return [...utterance].length <= longest && refusal.test(utterance);
}
