import { describe, expect, test } from 'vitest';
import type { FormDefinition } from '../../../src/forms/form-definition.ts';
import { createRuleBooks, type RuleBook } from '../../../src/forms/rule-book.ts';
import type { Sentence } from '../../../src/forms/told-outcome.ts';
import {
  situationsOf,
  type TriedFacts,
  tryRemedies,
  tryRules,
} from '../../../src/forms/try-rules.ts';
import { sayReply } from '../../../src/knowledge/fill-reply.ts';
import { readRevision } from '../../../src/knowledge/revision.ts';
import { policiesOf } from '../../../src/policy/policy-compiler.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';

const { files, revision } = await shippedKnowledge();
const rulesOf = createRuleBooks(policiesOf);
const shipped = rulesOf(revision);
const now = Date.parse('2026-11-25T10:00:00+08:00');

function situation(name: string, rules = shipped): FormDefinition {
  const found = situationsOf(rules).find((form) => form.name === name);
  if (!found) throw new Error(`${name} cannot be tried`);
  return found;
}

function tryOut(name: string, tried: TriedFacts, rules: RuleBook = shipped) {
  const sentence: Sentence = (key, facts) => sayReply(rules.revision, key, facts);
  return tryRules(rules, situation(name, rules), { tried, now, sentence });
}

const shirt = {
  reason: 'no_reason',
  receipt_date: '2026-11-23',
  seller_type: 'self',
  product_category: 'clothing',
  used: false,
};

describe('the rules, tried', () => {
  test('with a sum that lacks an amount, ask for the amount once all else is known', () => {
    const open = tryOut('return', shirt);
    const told = tryOut('return', { ...shirt, paid_fen: 10_000 });
    const untold = tryOut('return', { ...shirt, paid_fen: null });

    expect(open.next?.slot).toBe('paid_fen');
    expect(told.next).toBeNull();
    expect(told.told?.card.lines.map(({ value }) => value)).toContain('100.00元');
    expect(untold.next).toBeNull();
    expect(untold.told?.card.status).toBe('granted');
    expect(told.decision.id).toBe(untold.decision.id);
  });

  test('are listed in the order that their forms give, those without a place behind', () => {
    const forms = new Map(
      [...shipped.forms].map(([name, form]) => [
        name,
        name === 'return' ? { ...form, onRulesPage: undefined } : form,
      ]),
    );

    const listed = situationsOf({ ...shipped, forms }).map(({ name }) => name);

    expect(listed[0]).toBe('exchange');
    expect(listed.at(-1)).toBe('return');
  });

  test('count what cannot be told as the dialog does', () => {
    const insured = { ...shirt, seller_type: 'third_party', paid_fen: 100 };

    const { facts, told } = tryOut('return', { ...insured, insured: null });

    expect(facts['insured']).toBe(false);
    expect(told?.card.lines).toContainEqual({ label: '寄回运费', value: '由您承担' });
  });

  test('ask for what only the program knows in a dialog', () => {
    expect(tryOut('privacy-request', { privacy_right: 'access' }).next?.slot).toBe(
      'identity_confirmed',
    );
  });

  test('ask, in place of what is reckoned, for what it is reckoned from', () => {
    const asked = { marked_price_protection: true, purchase_date: '2026-11-20' };

    expect(tryOut('price-protection', asked).next?.slot).toBe('paid_fen');
  });

  test('end for every situation, whatever can be told: each question is asked once', () => {
    for (const { name, decision } of situationsOf(shipped)) {
      if (decision === undefined) continue;
      const tried: Record<string, null> = {};
      for (;;) {
        const { next, told } = tryOut(name, tried);
        if (next === null) {
          expect(told?.card.title).not.toBe('');
          break;
        }
        expect(Object.keys(tried)).not.toContain(next.slot);
        tried[next.slot] = null;
      }
    }
  });

  test('recommend, without a matter taken for granted, what may be tried, the best first', () => {
    const weigh = (tried: TriedFacts, rules = shipped) => {
      const found = tryRemedies(rules, situation('goods-problem', rules), { tried, now });
      return found.kind === 'ask' ? found.slot.slot : found.remedies.map(({ form }) => form.name);
    };
    const missing = { reason: 'missing_item', receipt_date: '2026-11-23', seller_type: 'self' };
    const tables = new Map(shipped.policies.tables);
    const hidden = tables.get('missing-item');
    if (hidden) tables.set('missing-item', { ...hidden, isPublic: false });
    const withoutTable = { ...shipped, policies: { ...shipped.policies, tables } };

    expect(weigh({})).toBe('reason');
    expect(weigh(missing)).toContain('reship');
    expect(weigh(missing)[0]).toBe('reship');
    expect(weigh(missing, withoutTable)).not.toContain('reship');
  });

  test('tell both sides of what clauses leave open, and decide nothing', () => {
    const clause = [
      '---\ntitle: 新来的资料\nsource: aftersales-collected',
      'scope: { seller: any }\neffective: { from: null, to: null }\n---',
      '## 无理由退货：收货十天内 {#ten-days}\n\n> 出处：1 行\n\n新来的资料写收货后10天内可以退。\n',
      '```facts\n- { topic: return-window, party: any, condition: no-reason, anchor: receipt, value: 10, unit: day, polarity: allow }\n```\n',
    ].join('\n');
    const disputed = rulesOf(
      readRevision(new Map([...files, ['clauses/ten-days.md', clause]])).revision,
    );

    const { told, next, isDisputed } = tryOut('return', shirt, disputed);

    expect(isDisputed).toBe(true);
    expect(next).toBeNull();
    expect(told?.card).toMatchObject({ status: 'person', lines: [], dates: [], nearMiss: [] });
    expect(told?.card.reason).toContain('收货十天内');
    expect(told?.clauses).toContain('ten-days');
  });
});
