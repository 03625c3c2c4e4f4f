import { maskPersonalData } from '../../conversation/masking.ts';
import { AppError } from '../../kernel/errors.ts';
import { asJson } from '../../kernel/json.ts';
import type { Verdict } from './finding.ts';

/** How a reply passes: freely, with a note for the audit, or not at all. */
export interface Passage {
  readonly objection?: AppError;
  readonly override?: { readonly rules: readonly string[]; readonly reason: string };
}

/** A warning can be overridden with a reason, a block cannot. */
export function passGuard(found: Verdict, reason: string | undefined): Passage {
  const { verdict, violations } = found;
  if (verdict === 'pass') return {};
  const rules = [...new Set(violations.map(({ rule }) => rule))];
  if (verdict === 'warn' && reason !== undefined)
    return { override: { rules, reason: maskPersonalData(reason) } };
  const message = `the guard objects: ${rules.join(', ')}; change the text, or override warnings with a reason`;
  // The caller wrote the text, so it may see it again.
  const details = asJson(found);
  return { objection: new AppError('REPLY_REFUSED', message, { details }) };
}
