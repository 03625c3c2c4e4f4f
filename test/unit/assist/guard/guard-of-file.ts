import { createGuards, type Guard } from '../../../../src/assist/guard/create-guard.ts';
import { readRevision } from '../../../../src/knowledge/revision.ts';
import { soundFiles } from '../../knowledge/sound-files.ts';

const rules = `official: { domains: [shop.example], numbers: ["12315"] }
spellings: { 微信: [v信, wx, 薇信], 加: [➕, 力口] }
words: { 软件: [微信, 钉钉] }
excuses:
  warning: { before: [(请|千万)?不要], near: [骗子], not: [不要走平台] }
rules:
  - id: contact
    title: 联系方式
    level: block
    clause: no-reason-window
    advice: 请删掉。
    instead: 请在这里说。
    excusedBy: [warning]
    lookAlikes: ['微信支付']
    phrases: ['加…{软件}', '{软件}号?(:|是)?{账号}']
  - { id: phone, title: 电话, level: warn, clause: no-reason-window, advice: 请删掉电话。, finders: [phone], excusedBy: [warning] }
  - { id: link, title: 链接, level: block, clause: no-reason-window, advice: 请删掉链接。, finders: [web-address] }
  - { id: account, title: 账户, level: block, clause: no-reason-window, advice: 请删掉账户。, finders: [bank-card] }
  - { id: email, title: 邮箱, level: warn, clause: no-reason-window, advice: 请删掉邮箱。, finders: [email] }
  - { id: address, title: 地址, level: warn, clause: no-reason-window, advice: 请删掉地址。, finders: [street-address] }
  - { id: personal_data, title: 证件, level: block, clause: no-reason-window, advice: 请删掉证件号。, finders: [id-card] }
  - { id: promise, title: 承诺, level: warn, clause: three-times, advice: 请照规则说。, finders: [compensation] }
`;

const clauses = `---
title: 赔偿
source: platform-rules
scope: { seller: any }
effective: { from: null, to: null }
---
## 假一赔三 {#three-times}

> 出处：1 行

是假货的，按三倍赔偿。

\`\`\`facts
- { topic: counterfeit-compensation, party: merchant, condition: fake, anchor: none, value: 3, unit: times, polarity: owe }
\`\`\`
`;

/** A guard of few rules; `replaced` changes the text of its file. */
export function guardOfFile(
  replaced: readonly [from: string, to: string] = ['', ''],
  ownHost: string | null = null,
): Guard {
  const files = soundFiles({
    'guard.yaml': rules.replace(...replaced),
    'clauses/fakes.md': clauses,
  });
  return createGuards(undefined, ownHost)(readRevision(files).revision);
}
