import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConversations } from '../../src/knowledge/conversation-file.ts';
import { readRevision } from '../../src/knowledge/revision.ts';
import { runConversation } from '../support/run-conversation.ts';
import { copyKnowledge } from '../support/serve-here.ts';
import { shippedKnowledge } from '../support/shipped-knowledge.ts';

const tenDays = `---
title: 新来的资料
source: aftersales-collected
scope: { seller: any }
effective: { from: null, to: null }
---
## 无理由退货：收货十天内 {#ten-days}

> 出处：1 行

新来的资料写收货后10天内可以退。

\`\`\`facts
- { topic: return-window, party: any, condition: no-reason, anchor: receipt, value: 10, unit: day, polarity: allow }
\`\`\`
`;

const conversations = `
- title: 引用的条款和别的条款矛盾：不答、不下结论、不办理，两边都说，给转人工的按钮
  turns:
    - say: 收到货几天内可以退？
      bot:
        has: [收到货七天内可以无理由退货（平台规则, 无理由退货：收货十天内（参考资料]
        lacks: [第7天也算]
        cites: [no-reason-window, ten-days]
        handsOff: false
    - say: 我前天收到的衣服不合适想退
      bot: { asks: order_id }
    - tap: "300100000102:shirt"
      bot: { asks: used }
    - say: 没用过，就试了一下
      bot:
        has: [收到货七天内可以无理由退货, 无理由退货：收货十天内]
        cites: [no-reason-window, law-no-reason-window, ten-days]
        decides: none
        asks: none
        opens: none
    - say: 提交
      bot: { opens: none, decides: none }
    - tap: 转人工
      bot: { handsOff: true }
`;

let folder: string;
beforeAll(async () => {
  folder = await copyKnowledge();
  await writeFile(join(folder, 'clauses', 'ten-days.md'), tenDays);
});
afterAll(() => rm(folder, { recursive: true }));

const { files } = await shippedKnowledge();
const read = readConversations(
  readRevision(
    new Map([
      ...[...files].filter(([path]) => !path.startsWith('conversations/')),
      ['clauses/ten-days.md', tenDays],
      ['conversations/open.yaml', conversations],
    ]),
  ).revision,
);

test('写法没有问题', () => {
  expect(read.problems).toEqual([]);
  expect(read.conversations).toHaveLength(1);
});

test.each(read.conversations)('$title', async (script) => {
  await runConversation(script, {}, folder);
});
