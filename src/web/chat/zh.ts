import type { Notice, Owner } from './transcript.ts';

/** Questions that most shoppers come with: what stands on the chip, and the entry it asks for. */
export const topics = [
  { label: '退货期限', question: '收到货几天内可以退？' },
  { label: '退货运费谁出', question: '无理由退货，运费谁出？' },
  { label: '运费险怎么赔', question: '运费险怎么理赔？' },
  { label: '怎么换货', question: '怎么申请换货？' },
  { label: '哪些不能退', question: '哪些商品不支持无理由退货？' },
  { label: '退款多久到', question: '退货后多久能收到退款？' },
] as const;

/** What the shopper says to get a person, and to give up waiting for one. */
export const wayOut = { ask: '转人工', giveUp: '不等了' } as const;

/** Who answers, in words, for the header. */
export function ownerStatus(owner: Owner): string {
  switch (owner.kind) {
    case 'bot':
      return '智能客服';
    case 'queue':
      return owner.place === null ? '排队中' : `排队中 · 第 ${owner.place} 位`;
    case 'agent':
      return owner.name === null ? '人工客服' : `客服 ${owner.name}`;
  }
}

/** The line in the log when the conversation passes from one hand to another. */
export function noticeText({ change, name }: Notice): string {
  switch (change) {
    case 'accepted':
      return name === null ? '人工客服已接入' : `客服 ${name} 已接入`;
    case 'transferred':
      return '正在为您转接其他客服';
    case 'returned':
      return '已回到智能客服';
    case 'closed':
      return '人工服务已结束，还有问题可以继续问我';
  }
}

/** 1.2 MB, 340 KB. */
export function sizeText(bytes: number): string {
  const kilobytes = bytes / 1024;
  return kilobytes < 1000
    ? `${Math.max(1, Math.round(kilobytes))} KB`
    : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** 已上传 43%; once all has left, the server still looks at it. */
export function uploadText(progress: number): string {
  return progress < 1 ? `已上传 ${Math.floor(progress * 100)}%` : '正在保存…';
}
