import type { AftersalesCase } from '../cases/case.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import { escapeHtml as text } from './escape-html.ts';
import type { SubjectRecord } from './subject-record.ts';

const roles = { shopper: '我', bot: '机器人', agent: '客服', system: '系统' } as const;

const momentFormat = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'medium',
  timeStyle: 'short',
});
const moment = (ms: number) => momentFormat.format(ms);

/** What a browser may do with the page: nothing but show it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

const style =
  'body{font:16px/1.6 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}' +
  'table{border-collapse:collapse;width:100%}td,th{border:1px solid;padding:.3rem;text-align:left;' +
  'vertical-align:top;overflow-wrap:anywhere}p.said{white-space:pre-wrap;margin:.2rem 0 1rem}';

/** A copy for people, in one file without scripts. Whatever somebody typed is escaped. */
export function exportHtml(record: SubjectRecord): string {
  const { conversations, cases, files } = record;
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${text(policy)}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>我的个人信息</title><style>${style}</style></head><body>`,
    `<h1>我的个人信息</h1><p>整理时间：${moment(record.at)}</p>`,
    record.shopperId === null ? '' : `<p>顾客编号：${text(record.shopperId)}</p>`,
    `<h2>会话（${conversations.length}）</h2>`,
    ...conversations.map(({ conversationId, startedAt, entries }) =>
      section(`会话 ${conversationId}`, startedAt, entries.map(said)),
    ),
    `<h2>售后单（${cases.length}）</h2>`,
    ...cases.map(caseTable),
    `<h2>文件（${files.length}）</h2>`,
    table(
      files.map(({ name, contentType, sizeBytes, at }) => [
        name,
        contentType,
        `${sizeBytes} 字节`,
        moment(at),
      ]),
    ),
    '</body></html>\n',
  ].join('\n');
}

function section(title: string, at: number, lines: readonly string[]): string {
  return `<h3>${text(title)}</h3><p>开始：${moment(at)}</p>${lines.join('\n')}`;
}

function said({ at, author, body }: LogEntry): string {
  const files = (body?.files ?? []).map(({ name }) => `[文件] ${name}`);
  const words = [body?.text ?? body?.name ?? '', ...files].filter((line) => line !== '');
  const who = author.name ?? roles[author.role];
  return `<div><b>${text(who)}</b> ${moment(at)}<p class="said">${text(words.join('\n'))}</p></div>`;
}

function caseTable(one: AftersalesCase): string {
  const facts = Object.entries(one.facts).map(([name, value]) => [name, String(value ?? '')]);
  const rows = [
    ['编号', one.caseId],
    ['办什么', one.title],
    ['商品', one.subject],
    ['订单号', one.orderId ?? ''],
    ['状态', one.status],
    ['提交时间', moment(one.openedAt)],
    ...facts,
    ...one.deadlines.map(({ label, dueAt }) => [label, moment(dueAt)]),
    ...one.history.map(({ at, what }) => [moment(at), what]),
  ];
  return `<h3>${text(one.title)} ${text(one.caseId)}</h3>${table(rows)}`;
}

function table(rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<td>${text(cell)}</td>`).join('');
  return `<table>${rows.map((row) => `<tr>${cells(row)}</tr>`).join('\n')}</table>`;
}
