import type { Command } from '../nlu/choose-command.ts';
import type { Entity, EntityType } from '../nlu/entity.ts';
import type { Interpretation } from '../nlu/interpretation.ts';
import type { NearSpelling } from '../nlu/spelling/near-spellings.ts';
import type { FaqHit, FaqResult } from '../search/faq-result.ts';

interface Explanation {
  readonly interpretation: Interpretation;
  readonly search: FaqResult;
  readonly command: Command;
  /** Chinese names of the intents. */
  readonly titles: ReadonlyMap<string, string>;
}

const intentsShown = 5;
const barLength = 20;

/** What was understood, line by line, for an operator at a terminal. */
export function explanationLines(explanation: Explanation): readonly string[] {
  const { interpretation, search, command } = explanation;
  const { text, entities, wishes, mood } = interpretation;
  return [
    `原话    ${text.original}`,
    `规范后  ${text.text}`,
    '',
    '意图',
    ...rankingLines(explanation),
    '',
    ...(wishes.length > 0 ? ['一句话里的几件事，先办第一件', ...wishes.map(wishLine), ''] : []),
    ...(mood.signs.length > 0 ? [moodLine(mood), ''] : []),
    '话里说到的',
    ...(entities.length > 0 ? entities.map(entityLine) : ['  （没有）']),
    '',
    `问答检索：${zoneNames[search.zone]}，把握 ${percent(search.confidence)}`,
    ...(search.spellings ?? []).map(spellingLine),
    ...search.hits.flatMap(hitLines),
    '',
    `机器人会：${actionOf(command)}`,
  ];
}

const zoneNames: Readonly<Record<FaqResult['zone'], string>> = {
  answer: '可以直接答',
  'did-you-mean': '反问顾客是哪一个',
  abstain: '没有把握，不答',
};

const moodLine = ({ level, signs }: Interpretation['mood']) =>
  `情绪    ${level}：${signs.map(({ words }) => words).join('、')}`;

const wishLine = ({ intent, confidence, text }: Interpretation['wishes'][number]) =>
  `  ${percent(confidence).padStart(6)}  ${intent}  “${text}”`;

function rankingLines({ interpretation, titles }: Explanation): readonly string[] {
  return interpretation.ranking.slice(0, intentsShown).map(({ intent, confidence }) => {
    const bar = '█'.repeat(Math.round(confidence * barLength)).padEnd(barLength, '·');
    return `  ${bar} ${percent(confidence).padStart(6)}  ${titles.get(intent) ?? ''} ${intent}`;
  });
}

const typeNames: Readonly<Record<EntityType, string>> = {
  order_id: '订单号',
  tracking_no: '快递单号',
  phone: '电话',
  id_card: '身份证号',
  bank_card: '银行卡号',
  email: '邮箱',
  amount: '金额',
  quantity: '数量',
  days_ago: '多少天以前',
  date: '日期',
  product: '商品',
  product_category: '商品种类',
  reason: '原因',
  packaging_opened: '包装拆没拆',
  used: '用没用过',
};

function entityLine(entity: Entity): string {
  const place = `${entity.start}–${entity.end}`;
  return `  ${typeNames[entity.type]} ${entity.type} = ${valueText(entity)}  “${entity.text}”（第 ${place} 字）`;
}

function valueText(entity: Entity): string {
  if (entity.type === 'amount') return `${entity.value.yuan} 元`;
  if (typeof entity.value === 'boolean') return entity.value ? '是' : '否';
  return String(entity.value);
}

const spellingLine = ({ typed, meant, slips, likeness }: NearSpelling) =>
  `  “${typed}”按“${meant}”找：差 ${slips} 处，读音像 ${percent(likeness)}`;

const channelNames: Readonly<Record<keyof FaqHit['channels'], string>> = {
  words: '词',
  bigrams: '字对',
  chars: '单字',
  sounds: '读音',
  answer: '答案',
  clauses: '条款',
  variant: '最像的说法',
};

function hitLines({ entry, score, variant, overlap, channels }: FaqHit): readonly string[] {
  const parts = Object.entries(channelNames).map(
    ([channel, name]) => `${name} ${channels[channel as keyof typeof channels].toFixed(2)}`,
  );
  return [
    `  ${entry.question}  总分 ${score.toFixed(2)}`,
    `    最像的说法“${variant}” ${percent(overlap)}；${parts.join('，')}`,
  ];
}

function actionOf(command: Command): string {
  switch (command.kind) {
    case 'start':
      return `开始办理 ${command.dialog}`;
    case 'answer':
      return '回答上面第一条问答';
    case 'ask-matter':
      return `问顾客要办哪一件：${command.intents.join('、')}`;
    case 'clarify':
      return '列出上面几条，问顾客是哪一个';
    case 'handoff':
      return '转人工';
    case 'chitchat':
      return '寒暄一句';
    case 'refuse':
      return '说明这不归我们管';
    case 'unknown':
      return '承认不知道，并问要不要转人工';
    default:
      return command satisfies never;
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
