import type { ConversationScript } from '../../../src/knowledge/conversation-file.ts';
import { isBare, openBareScene } from '../bare-scene.ts';
import type { OpenedShop } from '../opened-shop.ts';
import { playOn } from '../run-conversation.ts';
import { stockOrders } from '../stocked-orders.ts';
import type { AskedOfTables } from './asked-of-tables.ts';
import { type Mutant, mutantsOf } from './mutant.ts';
import { mutatedPolicies } from './mutated-policies.ts';
import { decideAlike } from './same-decisions.ts';

export interface MutantFate {
  readonly mutant: Mutant;
  /** How many conversations decide something otherwise by it. */
  readonly touched: number;
  /** Title of the first conversation that does not go as it must; `null`: nobody noticed. */
  readonly killedBy: string | null;
}

interface Replaying {
  readonly shop: OpenedShop;
  readonly conversations: readonly ConversationScript[];
  /** What each of them puts to the tables, by its place in the list. */
  readonly asked: AskedOfTables;
  /** One mutant of so many is tried. */
  readonly every: number;
}

/**
 * Plays conversations on wrong rules. One that ends as it must has noticed nothing; only those that a mutant touches
 * are played. A mutant that decides like the sound rules, whatever the facts, is none.
 */
export async function replayMutants(replaying: Replaying): Promise<readonly MutantFate[]> {
  const { shop, conversations, asked, every } = replaying;
  const rules = shop.rulesOf(shop.current().revision);
  const isSound = rememberFor((script: ConversationScript) => endsWell(shop, script));
  const fates: MutantFate[] = [];
  for (const mutant of mutantsOf(rules.policies).filter((_, at) => at % every === 0)) {
    const policies = mutatedPolicies(rules.policies, mutant);
    const { to } = mutant;
    if (to.kind === 'table' && decideAlike(rules.policies, policies, to.table.name)) continue;
    const touched = asked.touchedBy(mutant, policies).flatMap((at) => conversations[at] ?? []);
    const wrong = { ...shop, rulesOf: () => ({ ...rules, policies }) };
    let killedBy: string | null = null;
    for (const script of touched.filter(isBare)) {
      // What waits for a clock ends badly on a bare scene anyway, and tells nothing of rules.
      if ((await endsWell(wrong, script)) || !(await isSound(script))) continue;
      killedBy = script.title;
      break;
    }
    fates.push({ mutant, touched: touched.length, killedBy });
  }
  return fates;
}

async function endsWell(shop: OpenedShop, script: ConversationScript): Promise<boolean> {
  try {
    await playOn(await openBareScene(script, shop), script, { prepare: stockOrders });
    return true;
  } catch {
    return false;
  }
}

function rememberFor<Of, Is>(find: (one: Of) => Promise<Is>): (one: Of) => Promise<Is> {
  const found = new Map<Of, Promise<Is>>();
  return (one) => {
    const known = found.get(one) ?? find(one);
    found.set(one, known);
    return known;
  };
}
