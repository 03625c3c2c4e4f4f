import type { HandoffRow } from '../../api/desk.ts';

const names: Readonly<Record<string, string>> = {
  danger: '人身安全',
  money_lost: '钱款被骗',
  threat: '要投诉',
  anger: '生气',
};
const grave: readonly string[] = ['danger', 'money_lost'];

/** Why somebody is urgent, with the word that tells it; all of them appear under the pointer. */
export function UrgencyChip({ urgency }: Pick<HandoffRow, 'urgency'>) {
  const [first] = urgency;
  const name = first && names[first.kind];
  if (first === undefined || name === undefined) return null;
  const said = urgency.map(({ words }) => words).join('、');
  const look = grave.includes(first.kind) ? 'chip chip-danger' : 'chip chip-wait';
  return (
    <span className={look} title={`顾客说：${said}`}>
      {name}：{first.words}
    </span>
  );
}
