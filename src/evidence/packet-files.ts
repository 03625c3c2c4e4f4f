import { extname } from 'node:path';
import type { LogEntry } from '../conversation/log-entry.ts';
import { sha256 } from '../kernel/hash.ts';
import type { AttachedFile, CitedClause, Evidence } from './collect-evidence.ts';
import type { PacketFiles } from './packet.ts';

/** The files of a packet: for people as text, for programs as JSON, attachments as they were sent. */
export function packetFiles(evidence: Evidence): PacketFiles {
  const { aftersalesCase, decision, log, clauses, attachments } = evidence;
  return new Map<string, Uint8Array>([
    ['说明.txt', text(readMe)],
    ['售后单.json', json(aftersalesCase)],
    ['决定.json', json({ decisionId: aftersalesCase.decisionId, decision })],
    ['条款.txt', text(clauses.map(clauseText).join('\n\n'))],
    ['对话.txt', text(log.map((entry) => entryText(entry, attachments)).join('\n'))],
    ['对话.json', json(log)],
    ['附件.json', json(attachments.map(withoutBytes))],
    ...attachments.flatMap((file): readonly (readonly [string, Uint8Array])[] =>
      file.bytes === null ? [] : [[attachmentPath(file), file.bytes]],
    ),
  ]);
}

const readMe = `这是一张售后单的证据包，可以提交给 12315、调解机构或法院。

售后单.json  售后单本身：事实、结论、期限、每一步是谁在什么时候做的
决定.json    系统的决定：依据哪些事实、看了决策表的哪几行、引用哪些条款；decision 为 null 表示没有由决策表决定
条款.txt     对话和决定引用过的条款，是当时的版本
对话.txt     整个会话，给人看；对话.json 是同样的内容，给程序看
附件/        双方发过的文件，原样保存；附件.json 写明各是哪条消息里的
manifest.json 每个文件的 SHA-256；manifest.sig 是对它的 Ed25519 签名

核对：npm run packet:verify -- <证据包> [--key <商家公布的公钥>]
任何一个字节被改过，核对都不会通过。对话里有个人信息，请只交给有权查看的人。
`;

const tiers = {
  law: '法律法规',
  platform: '平台规则',
  merchant: '商家规则',
  reference: '参考资料',
} as const;

function clauseText({ revision, clause }: CitedClause): string {
  const { id, title, source, locator, effectiveFrom, effectiveTo } = clause;
  const validity = `有效期：${effectiveFrom ?? '未注明'} 至 ${effectiveTo ?? '未注明'}`;
  return [
    `【${title}】${id}`,
    clause.text,
    `来源：${source.title}（${tiers[source.tier]}，${locator}）；${validity}；版本 ${revision}`,
  ].join('\n');
}

const roles = { shopper: '顾客', bot: '智能客服', agent: '客服', system: '系统' } as const;

/** In the shop's time, whatever the clock of the machine says. */
const moment = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
});

function entryText(
  { seq, at, author, body }: LogEntry,
  attachments: readonly AttachedFile[],
): string {
  const who =
    author.name === undefined ? roles[author.role] : `${roles[author.role]} ${author.name}`;
  const files = attachments.filter((file) => file.seq === seq);
  const lines = [
    ...(body === null ? ['（已按要求删除）'] : []),
    ...(body?.text === undefined ? [] : [body.text]),
    ...(body?.name === undefined ? [] : [`（事件 ${body.name}）`]),
    ...files.map((file) => `（文件 ${file.name} → ${attachmentPath(file)}）`),
  ];
  return `#${seq} ${moment.format(at)} ${who}：${lines.join('\n    ').replaceAll('\n', '\n    ')}`;
}

/** The name that the sender gave it stands in the list only: a path is ours. */
function attachmentPath({ seq, fileId, name }: AttachedFile): string {
  const suffix = /^\.[a-z0-9]{1,8}$/i.exec(extname(name))?.[0] ?? '';
  return `附件/${seq}-${fileId}${suffix.toLowerCase()}`;
}

function withoutBytes({ bytes, ...file }: AttachedFile) {
  return { ...file, isKept: bytes !== null, ...(bytes && { sha256: sha256(bytes) }) };
}

const text = (content: string) => Buffer.from(content);
const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
