import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { intentNames } from '../../../src/knowledge/intent-names.ts';
import { replyPlaceholders } from '../../../src/knowledge/replies.ts';
import { parseRevision, type Revision } from '../../../src/knowledge/revision.ts';

const hash = 'a'.repeat(64);

/** A small folder without any problem, by path; `changes` replaces files, `null` leaves one out. */
export function soundFiles(
  changes: Readonly<Record<string, string | null>> = {},
): ReadonlyMap<string, string> {
  const files: Record<string, string | null> = {
    'sources.yaml': [
      `- { id: platform-rules, title: 平台售后规则, publisher: 某平台, date: 2024-07-01, tier: platform, trust: medium, sha256: ${hash} }`,
      `- { id: law-consumer, title: 消费者权益保护法, publisher: 全国人大常委会, date: null, tier: law, trust: high, sha256: ${hash}, note: 第二次修正 }`,
      '',
    ].join('\n'),
    'service.yaml': `shop: { name: 小安商店, botName: 小安, disclaimer: 演示商店。 }
hotline: { number: "000-0000", isVerified: false, source: 未核实 }
hours: { text: 每天 9:00 到 21:00 }
agents:
  - { id: lin, name: 小林 }
`,
    'replies/zh-CN.yaml': soundReplies(),
    'lexicon/user-dict.txt': '# 行业词\n运费险\n七天无理由\n假一赔三\n',
    'clauses/returns.md': returnClauses,
    'faq/returns.md': returnEntries,
    'guard.yaml': guardRules,
    ...soundIntents(),
    ...changes,
  };
  return new Map(
    Object.entries(files).filter((file): file is [string, string] => file[1] !== null),
  );
}

/** Ten utterances for each intent. */
function soundIntents(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    intentNames.map((name) => {
      const utterances = Array.from({ length: 10 }, (_, at) => `  - 说法 ${name} ${at}\n`);
      return [
        `intents/${name}.yaml`,
        `name: ${name}\ntitle: 标题\nutterances:\n${utterances.join('')}`,
      ];
    }),
  );
}

export function soundReplies(changes: Readonly<Record<string, string>> = {}): string {
  return Object.entries(replyPlaceholders)
    .map(([key, names]) => {
      const sentence = `这里是${names.map((name) => `{${name}}`).join('和')}。`;
      return `${key}: ${JSON.stringify(changes[key] ?? sentence)}\n`;
    })
    .join('');
}

/** One rule is enough to be checked. */
const guardRules = `official: { domains: [shop.example], numbers: ["12315"] }
rules:
  - { id: contact, title: 联系方式, level: block, clause: no-reason-window, advice: 请删掉。, phrases: [加微信] }
`;

export const returnClauses = `---
title: 无理由退货
source: platform-rules
scope: { seller: any }
effective: { from: 2024-07-01, to: null }
---
## 收到货七天内可以无理由退货 {#no-reason-window}

> 出处：393、335 行

从签收的第二天起算，七天内都可以申请退货。
第七天也算在内。

- 商品要完好
- 配件要齐全

\`\`\`facts
- { topic: return-window, party: any, condition: no-reason, anchor: receipt, value: 7, unit: day, polarity: allow }
\`\`\`

## 法律规定的七日退货 {#law-seven-days}

> 出处：law-consumer 第二十五条
> 适用：self

网购商品，消费者有权自收到商品之日起七日内退货。
`;

export const returnEntries = `---
title: 退货
---
## 收到货几天内可以退？ {#return-window}

- 买了多久还能退
- 退货期限是几天
- 几天之内能退货
- 退货有没有时间限制

收到货起七天内都可以退，第七天也算在内。[^no-reason-window] 法律也是这样规定的。[^law-seven-days][^no-reason-window]

## 运费险是什么？ {#insurance-what}

- 什么叫运费险
- 退货运费险是干嘛的
- 运费险有什么用
- 买运费险有啥好处

退货时的运费由保险按条款赔付。[^no-reason-window]
`;

export function soundRevision(changes: Readonly<Record<string, string | null>> = {}): Revision {
  const { revision, problems } = parseRevision(soundFiles(changes));
  if (!revision) throw new Error(`the fixture is not sound: ${JSON.stringify(problems)}`);
  return revision;
}

/** Writes the files into a new temporary folder. */
export async function writeFolder(files: ReadonlyMap<string, string | Uint8Array>): Promise<{
  readonly directory: string;
  write(path: string, content: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}> {
  const directory = await mkdtemp(join(tmpdir(), 'knowledge-'));
  async function write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  }
  for (const [path, content] of files) await write(path, content);
  return { directory, write, remove: () => rm(directory, { recursive: true, force: true }) };
}
