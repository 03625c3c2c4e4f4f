/** What a message can be routed to, in the order of the list of intents; the names are stable, files and callers use them. */
export const intents = [
  'return_goods',
  'exchange_goods',
  'repair_goods',
  'quality_problem',
  'wrong_or_missing_item',
  'aftersales_status',
  'counterfeit_claim',
  'freight_insurance_claim',
  'price_protection',
  'false_advertising_claim',
  'delivery_problem',
  'order_status',
  'order_change',
  'invoice_request',
  'privacy_request',
  'privacy_leak',
  'complaint',
  'presales_question',
  'installation_service',
  'product_usage',
  'payment_problem',
  'membership_benefit',
  'account_problem',
  'human_agent',
  'faq',
  'chitchat',
  'out_of_scope',
] as const;

export type Intent = (typeof intents)[number];

export function isIntent(text: string): text is Intent {
  return (intents as readonly string[]).includes(text);
}
