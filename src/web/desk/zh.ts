import type { CaseCard, OutcomeCard } from '../../api/cards.ts';
import type { CitationView, EntryView, OwnerView, SuggestionView } from '../../api/desk.ts';
import { WireError } from '../shared/request.ts';

export const tierNames: Readonly<Record<CitationView['tier'], string>> = {
  law: '法律',
  platform: '平台规则',
  merchant: '商家规则',
  reference: '参考资料',
};

export const roleNames: Readonly<Record<EntryView['author']['role'], string>> = {
  shopper: '顾客',
  bot: '机器人',
  agent: '客服',
  system: '系统',
};

export const suggestionKinds: Readonly<Record<SuggestionView['kind'], string>> = {
  faq: '问答',
  decision: '判定',
  slot: '追问',
};

export const outcomeNames: Readonly<Record<OutcomeCard['status'], string>> = {
  granted: '支持',
  partly: '部分支持',
  refused: '不支持',
  person: '需人工判断',
  missing: '信息不全',
};

export const proofNames: Readonly<
  Record<NonNullable<OutcomeCard['checklist']>[number]['state'], string>
> = { there: '已有', missing: '还缺', keep: '自留' };

export const deadlineStates: Readonly<Record<CaseCard['deadlines'][number]['state'], string>> = {
  running: '进行中',
  kept: '已完成',
  breached: '已超时',
  withdrawn: '已取消',
};

/** Shoppers have no names here; the end of the conversation's id tells them apart. */
export function shopperName(conversationId: string): string {
  return `顾客 ${conversationId.slice(-4).toUpperCase()}`;
}

/** 14:05, in the agent's own time zone. */
export function clockText(at: number): string {
  const time = new Date(at);
  return `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
}

/** 今天 · 昨天 · 3月5日 · 2025年3月5日 */
export function dayText(at: number, now: number): string {
  const days = dayNumber(now) - dayNumber(at);
  if (days === 0) return '今天';
  if (days === 1) return '昨天';
  const time = new Date(at);
  const day = `${time.getMonth() + 1}月${time.getDate()}日`;
  const isThisYear = time.getFullYear() === new Date(now).getFullYear();
  return isThisYear ? day : `${time.getFullYear()}年${day}`;
}

/** 今天 14:05 */
export function momentText(at: number, now: number): string {
  return `${dayText(at, now)} ${clockText(at)}`;
}

/** `2024-01-15` → 2024年1月15日; anything else as it came. */
export function dateText(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(date);
  return parts ? `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日` : date;
}

/** A stopwatch: 0:42, 12:05, 1:03:20. */
export function waitText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = twoDigits(seconds % 60);
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** 还有 3 小时 12 分 · 已过 20 分钟 */
export function dueText(dueAt: number, now: number): string {
  const minutes = Math.floor(Math.abs(dueAt - now) / 60_000);
  const span = spanText(minutes);
  return dueAt >= now ? `还有 ${span}` : `已过 ${span}`;
}

function spanText(minutes: number): string {
  if (minutes < 60) return `${minutes} 分钟`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} 小时 ${minutes % 60} 分`;
  return `${Math.floor(hours / 24)} 天 ${hours % 24} 小时`;
}

/** Who speaks to the shopper now. */
export function ownerText(owner: OwnerView, ownerName: string | null, agentId: string): string {
  switch (owner.kind) {
    case 'bot':
      return '机器人接待中';
    case 'queue':
      return '正在排队等人工';
    case 'agent':
      return owner.agentId === agentId ? '由您接待' : `由${ownerName ?? '其他客服'}接待`;
  }
}

/** The line in the log when the conversation passes from one hand to another; `null`: nothing to say. */
export function noticeText({ body, author }: EntryView): string | null {
  if (body?.name !== 'handoff.status') return null;
  const agent = fieldOf(body.value, 'agent') ?? author.name;
  switch (fieldOf(body.value, 'state')) {
    case 'queued':
      return '顾客要找人工，进入排队';
    case 'accepted':
      return typeof agent === 'string' ? `客服 ${agent} 接入` : '客服接入';
    case 'transferred':
      return '转给其他客服';
    case 'returned':
      return '顾客不再等待，回到机器人';
    case 'closed':
      return '已交还机器人';
    default:
      return null;
  }
}

/** What an agent is told of a failure, with the number support asks for. */
export function troubleText(error: unknown): string {
  if (!(error instanceof WireError)) return '页面出了点问题，请刷新后再试。';
  if (error.status === 0) return '网络不通，请检查网络后再试。';
  const say = error.say ?? '系统没有正确回应，请稍后再试。';
  return error.reference === null ? say : `${say}（编号 ${error.reference}）`;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}

function dayNumber(at: number): number {
  const time = new Date(at);
  return Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / 86_400_000;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
