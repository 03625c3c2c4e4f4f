import { readNumber } from '../../../nlu/entities/numbers.ts';
import { type FinderInput, type Found, spotOf } from './find.ts';

/** 赔您五倍, 假一赔十, 退一赔五. */
const multiple =
  /(?:赔偿?|退|补偿?|返)(?:您|你)?(?<times>[0-9零一二两三四五六七八九十百千万]{1,5})倍|(?:假|退)一[赔罚](?<factor>[0-9零一二两三四五六七八九十百千万]{1,5})/gu;

/** Multiples of the price that no clause promises anybody. */
export function findCompensation({ meant, official }: FinderInput): Found {
  const spots = [...meant.text.matchAll(multiple)].filter(({ groups }) => {
    const times = readNumber(groups?.['times'] ?? groups?.['factor'] ?? '');
    return times !== null && times > 1 && !official.multiples.has(times);
  });
  return { text: meant, spots: spots.map(spotOf) };
}
