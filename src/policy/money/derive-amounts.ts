import type { Facts, FactValue } from '../decision.ts';
import { type Fen, fenOf, isAmount, lessFen } from './fen.ts';
import { shareUp } from './rounding.ts';

/** The facts with the amounts that follow from them, and what these say. What was told stays as it was told. */
export function withAmounts(facts: Facts): Facts {
  const { stated_weight_mg: stated, measured_weight_mg: measured } = facts;
  const drop = dropOf(facts);
  const derived = {
    weight_shortfall_fen: shortfallOf(facts),
    weight_lighter: isAmount(stated) && isAmount(measured) ? measured < stated : undefined,
    price_drop_fen: drop,
    price_lower: drop === undefined ? undefined : drop > 0,
  };
  return { ...derived, ...facts };
}

/**
 * 克重差价: the share of the price that was paid for gold that is not there. Where the price of a gram is not told it is
 * what was paid by the weight that was stated: our choice, since the clause says only that the difference is paid back.
 */
function weightShortfall(paid: Fen, statedMg: number, measuredMg: number): Fen {
  if (measuredMg >= statedMg) return fenOf(0);
  return shareUp(paid, statedMg - measuredMg, statedMg);
}

function shortfallOf(facts: Facts): FactValue | undefined {
  const { paid_fen: paid, stated_weight_mg: stated, measured_weight_mg: measured } = facts;
  if (!isAmount(paid) || !isAmount(stated) || !isAmount(measured) || stated === 0) return undefined;
  return weightShortfall(fenOf(paid), stated, measured);
}

/** 价保差价: what the goods would cost less today. */
function dropOf(facts: Facts): Fen | undefined {
  const { paid_fen: paid, current_price_fen: price, quantity } = facts;
  if (!isAmount(paid) || !isAmount(price) || !isAmount(quantity)) return undefined;
  const now = price * quantity;
  return isAmount(now) ? lessFen(fenOf(paid), fenOf(now)) : undefined;
}
