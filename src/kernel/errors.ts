import type { Json } from './json.ts';

/** What a caller can do about it. */
export type ErrorKind =
  | 'input'
  | 'access'
  | 'missing'
  | 'conflict'
  | 'limit'
  | 'unavailable'
  | 'internal';

interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly status: number;
  /** What a person is told, in Chinese. Never names a code, a path or a stack. */
  readonly say: string;
}

/** Every error this program can answer with. The English message at the throw site is for developers only. */
export const errorTable = {
  BAD_REQUEST: { kind: 'input', status: 400, say: '请求的内容有误，请检查后再试。' },
  BODY_TOO_LARGE: { kind: 'limit', status: 413, say: '内容太长了，请分几次发送。' },
  UNAUTHENTICATED: { kind: 'access', status: 401, say: '请先登录。' },
  SIGN_IN_REFUSED: { kind: 'access', status: 401, say: '访问令牌不对，请核对后再试。' },
  FORBIDDEN: { kind: 'access', status: 403, say: '没有权限进行这个操作。' },
  IDENTITY_UNCHECKED: {
    kind: 'access',
    status: 403,
    say: '还没有核实这位顾客是不是本人：请先核实，记下核实的方式，再导出、更正或者删除。',
  },
  TOKEN_REFUSED: { kind: 'access', status: 403, say: '会话凭证已失效，请刷新页面。' },
  NOT_FOUND: { kind: 'missing', status: 404, say: '没有找到您要的内容。' },
  CONVERSATION_UNKNOWN: { kind: 'missing', status: 404, say: '这个会话不存在或已经结束。' },
  KEY_REUSED: { kind: 'conflict', status: 409, say: '这条消息的编号已经用过，请重新发送。' },
  HANDOFF_TAKEN: { kind: 'conflict', status: 409, say: '这个会话已由其他客服接入。' },
  HANDOFF_NOT_QUEUED: { kind: 'conflict', status: 409, say: '这个会话现在不在排队中。' },
  EPOCH_PASSED: { kind: 'conflict', status: 409, say: '会话已转交，请刷新后再操作。' },
  VIEW_STALE: { kind: 'conflict', status: 409, say: '顾客又发来了新消息，请看过后再回复。' },
  REPLY_REFUSED: {
    kind: 'input',
    status: 422,
    say: '这条回复里有不能发给顾客的内容，请照提示修改后再发。',
  },
  FILE_TYPE_REFUSED: {
    kind: 'input',
    status: 415,
    say: '只能上传 JPG、PNG、WebP 图片或 PDF 文件。',
  },
  FILE_BROKEN: { kind: 'input', status: 415, say: '这个文件打不开，请换一个文件再试。' },
  FILE_TOO_LARGE: { kind: 'limit', status: 413, say: '文件太大了，每个文件不能超过 10 MB。' },
  FILES_TOO_MANY: { kind: 'limit', status: 413, say: '一次最多上传 5 个文件，请分几次发送。' },
  UPLOAD_QUOTA: { kind: 'limit', status: 413, say: '这个会话上传的文件已达上限，请联系人工客服。' },
  UPLOAD_TOO_SLOW: {
    kind: 'limit',
    status: 400,
    say: '网络有点慢，文件没能在一分钟内传完，请换个网络或分几次发送。',
  },
  TOO_MANY_REQUESTS: { kind: 'limit', status: 429, say: '操作太快了，请稍等片刻再试。' },
  STORE_BUSY: { kind: 'unavailable', status: 503, say: '现在咨询的人很多，请稍后再发一次。' },
  STORE_FULL: { kind: 'unavailable', status: 503, say: '系统暂时无法保存消息，请稍后再发一次。' },
  STORE_DOWN: { kind: 'unavailable', status: 503, say: '系统暂时无法保存消息，请稍后再发一次。' },
  ORDERS_DOWN: { kind: 'unavailable', status: 503, say: '订单系统暂时没有回应，请稍后再试。' },
  ORDERS_BROKEN: { kind: 'unavailable', status: 503, say: '订单系统的回答有误，请稍后再试。' },
  DECISION_UNKNOWN: { kind: 'missing', status: 404, say: '没有这张决策表。' },
  CASE_UNKNOWN: { kind: 'missing', status: 404, say: '没有找到这个售后单。' },
  CASE_CHANGED: { kind: 'conflict', status: 412, say: '售后单刚刚有了变化，请看过后再操作。' },
  CASE_MOVE_REFUSED: { kind: 'conflict', status: 409, say: '售后单现在的状态不能这样处理。' },
  CASE_OWNED: { kind: 'conflict', status: 409, say: '这张售后单由其他客服负责，要改请找主管。' },
  DRAINING: { kind: 'unavailable', status: 503, say: '系统正在重启，请稍后再发一次。' },
  STORE_LOCKED: { kind: 'internal', status: 500, say: '系统出了点问题，请稍后再试。' },
  CONFIG_INVALID: { kind: 'internal', status: 500, say: '系统出了点问题，请稍后再试。' },
  KNOWLEDGE_INVALID: { kind: 'internal', status: 500, say: '系统出了点问题，请稍后再试。' },
  MODEL_INVALID: { kind: 'internal', status: 500, say: '系统出了点问题，请稍后再试。' },
  INTERNAL: { kind: 'internal', status: 500, say: '系统出了点问题，请稍后再试。' },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorTable;

interface AppErrorOptions {
  readonly cause?: unknown;
  /** Facts for the program that called, e.g. `{ head: 12 }`. Never personal data. */
  readonly details?: Json;
}

/** Thrown for what the direct caller cannot settle. `message` names the thing, the value and the remedy, in English. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Json | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details;
  }
}

/** Any thrown value as an AppError; what is not ours becomes INTERNAL with the original as cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('INTERNAL', message, { cause: thrown });
}
