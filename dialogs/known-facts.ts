import { withKnown } from '../src/forms/change-form.ts';
import type { KnownFact } from '../src/forms/form-definition.ts';
import { isDispute } from '../src/privacy/subject.ts';
import { keeping, type OpenForm } from './open-form.ts';
import type { Turn } from './turn.ts';

/** With what the program knows by itself about who asks; looked up anew each time, since it changes. */
export async function withKnownFacts(open: OpenForm): Promise<OpenForm> {
  const { form, state, turn } = open;
  const { knows = [] } = form;
  if (knows.length === 0) return open;
  const known = await Promise.all(knows.map(async (fact) => [fact, await lookUp[fact](turn)]));
  return keeping(open, withKnown(state, Object.fromEntries(known)));
}

const lookUp: Readonly<Record<KnownFact, (turn: Turn) => boolean | Promise<boolean>>> = {
  // Whoever the merchant vouches for has orders here, and so have visitors of the demonstration; a guest has none.
  identity_confirmed: ({ orders }) => orders !== null,
  open_case: async ({ cases }) => (await cases()).some(isDispute),
};
