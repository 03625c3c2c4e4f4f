import type { RecordKind } from '../../storage/copy/store-record.ts';
import type { Summary } from '../../storage/copy/summary.ts';

const words: readonly (readonly [RecordKind, string])[] = [
  ['conversation', '个会话'],
  ['entry', '条日志'],
  ['waiting', '个排队'],
  ['timer', '个定时'],
  ['call', '个待发请求'],
  ['document', '份文档'],
  ['audit', '条审计'],
];

/** 3 个会话、20 条日志、… */
export function countsLine({ counts }: Summary): string {
  return words.map(([kind, word]) => `${counts.get(kind) ?? 0} ${word}`).join('、');
}
