import { describe, expect, test } from 'vitest';
import type { Decision, Facts, FactValue } from '../../../src/policy/decision.ts';
import { moneyOf } from '../../../src/policy/money/decided-money.ts';
import { ask, policies, received, self, third } from './ask-return.ts';

/** What is known, and what it leads to. */
type Case = [title: string, facts: Facts, expected: Readonly<Record<string, FactValue>>];

const granted = { status: 'granted' };
const partly = { status: 'partly' };
const refused = { status: 'refused' };
const person = { status: 'person' };

function check(table: string, [, facts, expected]: Case): Decision {
  const decision = ask(facts, table);
  expect(decision.outcome).toMatchObject(expected);
  return decision;
}

const completed = (daysAgo: number) => ({ completion_date: received(daysAgo) });
const proven = { counterfeit_proof: 'appraisal', product_category: 'shoes' } as const;
const four = { ...proven, marked_compensation: 'four' } as const;
const lawAndThree = { ...granted, money: 'law_fraud', promise: 'fake_three' };
const lawAndFour = { ...granted, money: 'law_fraud', promise: 'fake_four', window_days: 60 };

describe('a counterfeit claim', () => {
  test.each<Case>([
    ['no mark', { ...proven, marked_compensation: 'none' }, lawAndThree],
    ['marked three', { ...proven, marked_compensation: 'three' }, lawAndThree],
    ['marked four, on the day', { ...four, ...completed(0) }, lawAndFour],
    ['marked four, day 60', { ...four, ...completed(60) }, lawAndFour],
    ['marked four, day 61', { ...four, ...completed(61) }, lawAndThree],
    ['marked four, completed tomorrow', { ...four, ...completed(-1) }, person],
    [
      'gold marked ten',
      { ...proven, product_category: 'gold', marked_compensation: 'ten' },
      { ...granted, money: 'law_fraud', promise: 'gold_ten' },
    ],
    ['shoes marked ten', { ...proven, marked_compensation: 'ten' }, person],
    [
      'food marked three',
      { ...proven, product_category: 'food', marked_compensation: 'three' },
      { ...partly, promise: 'fake_three' },
    ],
    [
      'health food marked four, day 60',
      { ...four, product_category: 'health_food', ...completed(60) },
      { ...partly, promise: 'fake_four' },
    ],
    [
      'food marked four, day 61',
      { ...four, product_category: 'food', ...completed(61) },
      { ...partly, promise: 'fake_three' },
    ],
    [
      'without any proof',
      { counterfeit_proof: 'none', marked_compensation: 'three' },
      { ...person, remedy: 'collect_proof' },
    ],
    [
      'without any proof, marked four: the last day is told',
      { counterfeit_proof: 'none', marked_compensation: 'four', ...completed(10) },
      { ...person, remedy: 'collect_proof', window_days: 60 },
    ],
    [
      'another proof',
      { counterfeit_proof: 'other', marked_compensation: 'none' },
      { ...person, remedy: 'check_proof' },
    ],
  ])('%s', (...row) => {
    check('counterfeit-claim', row);
  });

  test('asks for the day of completion only where the promise has a period', () => {
    const missing = (mark: string) =>
      ask({ ...proven, marked_compensation: mark }, 'counterfeit-claim').missing;

    expect(missing('four')).toEqual(['completion_date']);
    expect(missing('three')).toEqual([]);
  });

  test('tells until when proof of four times is in time, with the clause', () => {
    const facts = { counterfeit_proof: 'none', marked_compensation: 'four', ...completed(10) };
    const { reason, clauses } = ask(facts, 'counterfeit-claim');

    expect(reason).toContain('1月14日');
    expect(clauses).toContain('fake-four-window');
  });

  test('says what proof would change', () => {
    const { nearMiss } = ask(
      { counterfeit_proof: 'none', marked_compensation: 'none', product_category: 'shoes' },
      'counterfeit-claim',
    );

    expect(nearMiss.map(({ facts }) => facts)).toEqual([['counterfeit_proof']]);
  });

  test('comes to a sum in which the law and the promise each count where they are better', () => {
    const sums = (paid_fen: number) => {
      const decision = ask({ ...four, ...completed(3) }, 'counterfeit-claim');
      return moneyOf(policies, decision, { paid_fen })?.lines.map(({ totalFen }) => totalFen);
    };

    expect(sums(10_000)).toEqual([10_000, 50_000]);
    expect(sums(45_900)).toEqual([45_900, 183_600]);
  });
});

describe('what is wrong with the goods', () => {
  test.each<Case>([
    ['shoes are taken for fakes', { ...proven, marked_compensation: 'none' }, lawAndThree],
    [
      'gold has to be told: too light',
      { claim_kind: 'weight', product_category: 'gold', weight_lighter: false },
      { ...refused, basis: 'weight' },
    ],
    [
      'boots of another material, as they are told to be',
      { claim_kind: 'material', product_category: 'shoes', material_differs: 'suspected' },
      { ...person, basis: 'material' },
    ],
  ])('%s', (...row) => {
    check('goods-claim', row);
  });

  test('asks what it is where gold can be more than a fake', () => {
    const { missing } = ask({ product_category: 'gold' }, 'goods-claim');

    expect(missing).toContain('claim_kind');
  });
});

describe('the promises for gold', () => {
  const gold = { product_category: 'gold' } as const;

  test.each<Case>([
    ['as described', { material_differs: 'no' }, refused],
    ['only suspected', { material_differs: 'suspected' }, { ...person, remedy: 'collect_proof' }],
    [
      'marked gold of another material',
      { material_differs: 'confirmed', marked_material: true, ...gold },
      { ...granted, promise: 'material_four' },
    ],
    [
      'marked boots of another material',
      { material_differs: 'confirmed', marked_material: true, product_category: 'shoes' },
      person,
    ],
    [
      'gold without the mark',
      { material_differs: 'confirmed', marked_material: false, ...gold },
      person,
    ],
  ])('material: %s', (...row) => {
    check('gold-material', row);
  });

  const light = { weight_lighter: true, marked_weight: true } as const;

  test.each<Case>([
    ['not lighter', { weight_lighter: false }, refused],
    [
      'lighter, by the gram',
      { ...light, ...gold, priced_by_weight: true },
      { ...granted, promise: 'weight_difference' },
    ],
    ['lighter, at one price', { ...light, ...gold, priced_by_weight: false }, person],
    ['lighter fruit', { ...light, product_category: 'food' }, person],
    ['lighter without the mark', { ...light, marked_weight: false }, person],
  ])('weight: %s', (...row) => {
    check('gold-weight', row);
  });
});

describe('freight insurance', () => {
  const insured = { reason: 'no_reason', seller_type: 'third_party', insured: true } as const;

  test.each<Case>([
    ['own goods', { ...insured, ...self }, refused],
    ['not insured', { ...insured, insured: false }, refused],
    [
      'not approved',
      { ...insured, return_stage: 'not_approved' },
      { ...refused, next_step: 'approval' },
    ],
    [
      'not sent back',
      { ...insured, return_stage: 'approved' },
      { ...refused, next_step: 'shipping' },
    ],
    ['on its way', { ...insured, return_stage: 'shipped' }, { ...refused, next_step: 'receipt' }],
    [
      'with the merchant',
      { ...insured, return_stage: 'received' },
      { ...refused, next_step: 'completion' },
    ],
    [
      'completed',
      { ...insured, return_stage: 'completed' },
      { ...granted, money: 'freight_insurance', review_hours: 24 },
    ],
    ...(['paid', 'rejected'] as const).map(
      (insurance_claim): Case => [
        `completed, and ${insurance_claim}`,
        { ...insured, return_stage: 'completed', insurance_claim },
        { ...person, claim_state: insurance_claim },
      ],
    ),
    [
      'completed, and under review',
      { ...insured, return_stage: 'completed', insurance_claim: 'reviewing' },
      { ...refused, review_hours: 24 },
    ],
    [
      'bad quality: the merchant pays, insured or not',
      { reason: 'quality' },
      { ...granted, freight_payer: 'merchant' },
    ],
  ])('%s', (...row) => {
    check('freight-insurance-claim', row);
  });
});

describe('price protection', () => {
  const fallen = { marked_price_protection: true, price_lower: true } as const;
  const bought = (daysAgo: number) => ({ ...fallen, purchase_date: received(daysAgo) });

  test.each<Case>([
    ['not marked', { marked_price_protection: false }, refused],
    ['not cheaper', { marked_price_protection: true, price_lower: false }, refused],
    ['day 30', bought(30), { ...granted, money: 'price_protection', window_days: 30 }],
    ['day 31: nobody has said from when it is counted', bought(31), person],
    ['bought tomorrow', bought(-1), person],
  ])('%s', (...row) => {
    check('price-protection', row);
  });
});

describe('exchange', () => {
  const got = (daysAgo: number) => ({ receipt_date: received(daysAgo) });

  test.each<Case>([
    [
      'quality, own goods, day 15',
      { reason: 'quality', ...self, ...got(15) },
      { ...granted, freight_payer: 'merchant', review_hours: 48 },
    ],
    [
      'quality, own goods, day 16',
      { reason: 'quality', ...self, ...got(16) },
      { ...person, remedy: 'exchange_or_repair' },
    ],
    [
      'quality, third party, day 15',
      { reason: 'damaged', ...third, ...got(15) },
      { ...granted, reship_hours: 48 },
    ],
    ['quality, third party, day 16', { reason: 'damaged', ...third, ...got(16) }, person],
    [
      'wrong goods of a third party',
      { reason: 'wrong_item', ...third, ...got(3) },
      { ...granted, freight_payer: 'platform' },
    ],
    [
      'wrong goods of a third party, day 16',
      { reason: 'wrong_item', ...third, ...got(16) },
      person,
    ],
    [
      'wrong goods of the shop',
      { reason: 'wrong_item', ...self, ...got(40) },
      { ...granted, freight_payer: 'undecided' },
    ],
    ['another size, third party, day 15', { reason: 'no_reason', ...third, ...got(15) }, partly],
    ['another size, third party, day 16', { reason: 'no_reason', ...third, ...got(16) }, person],
    ['another size, own goods: no clause', { reason: 'no_reason', ...self, ...got(1) }, person],
    ['received tomorrow', { reason: 'quality', ...self, ...got(-1) }, person],
    ['a fake', { reason: 'counterfeit' }, { ...person, basis: 'counterfeit' }],
    ['late', { reason: 'late' }, person],
  ])('%s', (...row) => {
    check('exchange', row);
  });
});

describe('repair', () => {
  const broken = { reason: 'quality', repaired_elsewhere: false } as const;

  test.each<Case>([
    [
      'in warranty',
      { ...broken, in_warranty: true },
      { ...granted, repair_fee: 'free', freight_payer: 'merchant' },
    ],
    ['out of warranty', { ...broken, in_warranty: false }, { ...partly, repair_fee: 'shopper' }],
    ['opened by somebody else', { ...broken, repaired_elsewhere: true }, person],
    ['nothing wrong with it', { reason: 'no_reason' }, person],
  ])('%s', (...row) => {
    check('repair', row);
  });
});

test('every promise and every claim by law in a table comes with a sum for whoever knows the amounts', () => {
  const known = {
    paid_fen: 1_000,
    order_paid_fen: 1_000,
    material_basis_fen: 1_000,
    weight_shortfall_fen: 1_000,
    price_drop_fen: 1_000,
    freight_standard_fen: 1_000,
  };
  const named = [...policies.tables.values()]
    .flatMap(({ rows }) => rows.flatMap(({ verdict }) => (verdict.kind === 'says' ? verdict : [])))
    .flatMap(({ outcome }) => [outcome.get('money'), outcome.get('promise')])
    .flatMap((cell) => (cell?.kind === 'value' ? String(cell.value) : []));

  expect(new Set(named)).toEqual(new Set(policies.remedies.keys()));
  for (const money of named)
    expect(moneyOf(policies, { outcome: { status: 'granted', money } }, known)?.missing).toEqual(
      [],
    );
});
