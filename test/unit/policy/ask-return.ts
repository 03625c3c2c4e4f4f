import { addDays } from '../../../src/policy/calendar.ts';
import { decide } from '../../../src/policy/decide.ts';
import type { Decision, Facts } from '../../../src/policy/decision.ts';
import { shippedPolicies } from './policy-files.ts';

/** The shipped tables, asked on one day. */
export const { policies, revision } = await shippedPolicies();

const today = '2026-11-25';
const at = Date.parse(`${today}T15:00:00+08:00`);
export const received = (daysAgo: number) => addDays(today, -daysAgo);

export const ask = (facts: Facts, decision = 'return'): Decision =>
  decide(policies, { decision, facts, at });

export const self = { seller_type: 'self' } as const;
export const third = { seller_type: 'third_party', insured: false } as const;
export const shirt = { product_category: 'clothing', used: false } as const;
