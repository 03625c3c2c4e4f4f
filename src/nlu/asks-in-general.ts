import { asksRule } from './asks-rule.ts';
import type { Interpretation } from './interpretation.ts';

/** What only somebody with goods of their own says: 我买的, 怀疑, 这双, 赔我. */
const own =
  /我(?:买|的|这|那|刚|昨|前|上|收|想|要|们?怀疑|家(?!里))|怀疑|感觉|觉得|好像|像是|[这那](?:个|件|双|款|条|瓶|台|部|盒|单|批|箱|袋|包)|刚(?:买|到|收)|收到|到手|给我|帮我|[赔退补]我|麻烦/u;

/** Whether a message asks how things are in general, and tells nothing of a case of one's own: 三倍赔偿最少多少. */
export function asksInGeneral({
  text,
  entities,
}: Pick<Interpretation, 'text' | 'entities'>): boolean {
  const namesCase = entities.some(({ type }) =>
    ['order_id', 'tracking_no', 'date', 'days_ago'].includes(type),
  );
  return !namesCase && asksRule(text.original) && !own.test(text.text);
}
