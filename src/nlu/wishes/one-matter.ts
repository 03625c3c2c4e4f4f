import type { Intent } from '../intents.ts';

const notWanted: ReadonlySet<Intent> = new Set(['chitchat', 'out_of_scope', 'human_agent']);
/** Asked along with a matter rather than for its own sake: 怎么退, 多少钱. */
const sideQuestions: ReadonlySet<Intent> = new Set(['faq', 'presales_question', 'product_usage']);

/** Whether an intent is nothing to be done or answered: what is left of a message beside it. */
export const isNoWish = (intent: Intent): boolean => notWanted.has(intent);
export const isSideQuestion = (intent: Intent): boolean => sideQuestions.has(intent);

/** What goes wrong, what may be done about it, and asking how far that is: one matter, unless said apart. */
const kin: readonly ReadonlySet<Intent>[] = [
  new Set([
    'return_goods',
    'exchange_goods',
    'repair_goods',
    'quality_problem',
    'wrong_or_missing_item',
    'counterfeit_claim',
    'false_advertising_claim',
    'aftersales_status',
    'complaint',
  ]),
  new Set([
    'delivery_problem',
    'order_status',
    'order_change',
    'installation_service',
    'complaint',
  ]),
  new Set(['return_goods', 'freight_insurance_claim', 'aftersales_status']),
  new Set(['payment_problem', 'membership_benefit', 'price_protection', 'return_goods']),
  new Set(['privacy_leak', 'complaint', 'account_problem', 'privacy_request', 'order_status']),
];

/** A fault and what is wanted for it are one matter, however they are joined. */
const faults: ReadonlySet<Intent> = new Set([
  'quality_problem',
  'wrong_or_missing_item',
  'counterfeit_claim',
  'false_advertising_claim',
]);
const remedies: ReadonlySet<Intent> = new Set(['return_goods', 'exchange_goods', 'repair_goods']);

/** Whether two intents of one message belong together; `isApart`: the second says that it is something else. */
export function areOneMatter(first: Intent, second: Intent, isApart: boolean): boolean {
  if (first === second) return true;
  const isFaultAndRemedy =
    (faults.has(first) && (remedies.has(second) || faults.has(second))) ||
    (remedies.has(first) && faults.has(second));
  if (isFaultAndRemedy) return true;
  return !isApart && kin.some((set) => set.has(first) && set.has(second));
}
