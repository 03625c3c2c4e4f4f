import fc from 'fast-check';
import { test } from 'vitest';
import { claimsAgree, ordersAgree } from '../../../support/fuzz-money.ts';
import { shippedPolicies } from '../policy-files.ts';

const { policies, revision } = await shippedPolicies();

test('orders are split as a second implementation splits them, and parts make the whole', () => {
  fc.assert(ordersAgree, { numRuns: 5000, seed: 7 });
});

test('what is owed is what a second implementation reads in the clauses', () => {
  const { remedies } = policies;

  fc.assert(claimsAgree({ remedies, files: revision.files }), { numRuns: 5000, seed: 7 });
});
