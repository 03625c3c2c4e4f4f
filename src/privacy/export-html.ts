import type { AftersalesCase } from '../cases/case.ts';
import type { TrackedPromise } from '../cases/promise.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import { formFromJson } from '../forms/form-state.ts';
import { labelOf, valueText } from '../forms/form-words.ts';
import type { Json } from '../kernel/json.ts';
import { escapeHtml as text } from './escape-html.ts';
import {
  dutyWords,
  type ExportWords,
  eventText,
  factRows,
  outcomeRows,
  type Row,
  statusWords,
  verdictRows,
} from './export-words.ts';
import type { FileCopy, SubjectRecord } from './subject-record.ts';

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
  'body{font:16px/1.6 sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1f2328}' +
  'table{border-collapse:collapse;width:100%;margin:.5rem 0 1rem;table-layout:fixed}' +
  'td,th{border:1px solid #d0d7de;padding:.3rem .5rem;text-align:left;vertical-align:top;' +
  'overflow-wrap:anywhere}th{width:34%;font-weight:normal;background:#f6f8fa}' +
  'h2{border-bottom:2px solid #d0d7de;margin-top:2.5rem}h3{overflow-wrap:anywhere}' +
  'p.said{white-space:pre-wrap;overflow-wrap:anywhere;margin:.2rem 0 1rem}.note{color:#57606a}';

/** A copy for people, in one file without scripts. Whatever somebody typed is escaped. */
export function exportHtml(record: SubjectRecord, words: ExportWords): string {
  const { conversations, cases, promises, files } = record;
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${text(policy)}">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>我的个人信息</title><style>${style}</style></head><body>`,
    `<h1>我的个人信息</h1><p>整理时间：${moment(record.at)}</p>`,
    record.shopperId === null ? '' : `<p class="said">顾客编号：${text(record.shopperId)}</p>`,
    `<h2>会话（${conversations.length}）</h2>`,
    ...conversations.map((one) => conversationPart(one, words)),
    `<h2>售后单（${cases.length}）</h2>`,
    ...cases.map((one) => casePart(one, words)),
    `<h2>答应过我的事（${promises.length}）</h2>`,
    table(promises.map(promiseRow)),
    `<h2>文件（${files.length}）</h2>`,
    files.length === 0 ? '' : '<p class="note">原件在压缩包里，左边是它在压缩包里的位置。</p>',
    table(files.map(fileRow)),
    '</body></html>\n',
  ].join('\n');
}

function conversationPart(
  { conversationId, startedAt, entries, state }: SubjectRecord['conversations'][number],
  words: ExportWords,
): string {
  return [
    `<h3>会话 ${text(conversationId)}</h3><p>开始：${moment(startedAt)}</p>`,
    ...entries.map(said),
    formPart(state, words),
  ].join('\n');
}

/** Events that shoppers saw something of; the page's other signs have no name. */
const eventNames: ReadonlyMap<string, string> = new Map([
  ['handoff.status', '（人工服务有变化）'],
  ['handoff.place', '（排队的位置有变化）'],
  ['case.deadline', '（售后单的时限有变化）'],
  ['promise.broken', '（答应的事超过了期限）'],
  ['privacy.erased', '（以前的内容已删除）'],
  ['privacy.erasure', '（个人信息已删除）'],
  ['answer.feedback', '（评价了答案有没有用）'],
]);

function said({ at, author, body }: LogEntry): string {
  const files = (body?.files ?? []).map(({ name }) => `[文件] ${name}`);
  const event = body?.name === undefined ? '' : (eventNames.get(body.name) ?? '（页面的动作）');
  const words = [body?.text ?? event, ...files].filter((line) => line !== '');
  const who = author.name ?? roles[author.role];
  return `<div><b>${text(who)}</b> ${moment(at)}<p class="said">${text(words.join('\n'))}</p></div>`;
}

/** The matter that was begun and not finished. */
function formPart(state: Json, words: ExportWords): string {
  const form = formFromJson(formOf(state));
  if (form === null) return '';
  const named = words.forms.get(form.form) ?? null;
  const rows = Object.entries(form.slots).map(
    ([slot, { value }]): Row => [
      labelOf(named, slot) === slot ? '其他' : labelOf(named, slot),
      valueText(named, slot, value),
    ],
  );
  return `<p>正在办：${text(named?.title ?? '一件事')}，填到这里：</p>${table(rows)}`;
}

function formOf(state: Json): Json {
  if (state === null || typeof state !== 'object' || Array.isArray(state)) return null;
  // An object that is no list.
  return (state as { readonly form?: Json }).form ?? null;
}

function casePart(one: AftersalesCase, words: ExportWords): string {
  const head: readonly Row[] = [
    ['编号', one.caseId],
    ['办什么', one.title],
    ['商品', one.subject],
    ...(one.orderId === null ? [] : [['订单号', one.orderId] as const]),
    ['状态', statusWords[one.status]],
    ['提交时间', moment(one.openedAt)],
    ...(one.serviceId === null ? [] : [['订单系统的服务单号', one.serviceId] as const]),
  ];
  const duties = one.deadlines.map(
    ({ label, dueAt, state }): Row => [label, `${moment(dueAt)} 前，${dutyWords[state]}`],
  );
  const answer: readonly Row[] = one.answer ? [['我发来的', one.answer.label]] : [];
  const part = (title: string, rows: readonly Row[]) =>
    rows.length === 0 ? '' : `<h4>${title}</h4>${table(rows)}`;
  return [
    `<h3>${text(one.title)} ${text(one.caseId)}</h3>${table([...head, ...answer])}`,
    part('填写的和订单里的', factRows(words, one)),
    part('结论', [...outcomeRows(words, one), ...verdictRows(words, one.verdict)]),
    part('期限', duties),
    part(
      '经过',
      one.history.map((event): Row => [moment(event.at), eventText(words, one, event)]),
    ),
  ].join('\n');
}

function promiseRow({ label, by, dueAt, state }: TrackedPromise): Row {
  const who = by === null ? '机器人' : '客服';
  return [label, `${moment(dueAt)} 前，${dutyWords[state]}（${who}答应的）`];
}

function fileRow({ path, name, sizeBytes, at }: FileCopy): Row {
  return [path, `${name}，${sizeText(sizeBytes)}，${moment(at)} 发的`];
}

function sizeText(bytes: number): string {
  return bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function table(rows: readonly Row[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map(
    ([name, value]) => `<tr><th scope="row">${text(name)}</th><td>${text(value)}</td></tr>`,
  );
  return `<table>${lines.join('\n')}</table>`;
}
