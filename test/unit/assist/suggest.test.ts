import { beforeAll, describe, expect, test } from 'vitest';
import { suggest } from '../../../src/assist/suggest.ts';
import { type SuggestDeps, suggestionId, traceSuggestion } from '../../../src/assist/suggestion.ts';
import { freshState } from '../../../src/conversation/conversation-state.ts';
import type { Citation } from '../../../src/conversation/log-entry.ts';
import { formToJson } from '../../../src/forms/form-state.ts';
import type { FormWords } from '../../../src/forms/form-words.ts';
import { parseClauseId } from '../../../src/kernel/ids.ts';
import { sayReply } from '../../../src/knowledge/fill-reply.ts';
import { createSegmenter } from '../../../src/nlu/create-segmenter.ts';
import { createFaqSearch } from '../../../src/search/search-answers.ts';
import { formOf, logOf } from '../../support/log-builders.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';

const words: FormWords = {
  title: '退货',
  confirm: '要现在为您提交吗？',
  slots: new Map([['receipt_date', { label: '签收日期', ask: '您是哪天收到的？' }]]),
};

/** All of the knowledge is read and indexed, on a machine that may be busy. */
const loadingMs = 60_000;

let deps: SuggestDeps;
beforeAll(async () => {
  const { revision } = await shippedKnowledge();
  deps = {
    revision,
    search: createFaqSearch(revision, await createSegmenter('rs')),
    sentence: (key, facts) => sayReply(revision, key, facts),
    findWords: (form) => (form === 'return' ? words : null),
  };
}, loadingMs);

const inReturn = (asked: string | null) => ({
  ...freshState,
  form: formToJson(formOf({ asked })),
});

function citation(): Citation {
  const clauseId = parseClauseId('no-reason-window');
  if (!clauseId) throw new Error('no clause id');
  return {
    revision: deps.revision.id,
    clauseId,
    title: '七天无理由',
    tier: 'platform',
    source: '规则',
    effectiveFrom: null,
  };
}

const granted = { status: 'granted', title: '可以退货', reason: '签收第3天，在七天之内。' };

describe('an answer', () => {
  test('to what was asked comes first, with its clauses', () => {
    const log = logOf(['shopper', '收到货几天内可以退？'], ['shopper', '转人工']);

    const [first] = suggest(deps, freshState, log);

    expect(first).toMatchObject({ kind: 'faq', text: expect.stringContaining('7天') });
    const cited = first?.citations.map(({ clauseId }) => clauseId) ?? [];
    expect(cited.length).toBeGreaterThan(0);
    expect(cited.every((id) => deps.revision.clauses.has(id))).toBe(true);
    expect(first?.why).toContain('收到货几天内可以退？');
  });

  test('is found behind anger and a greeting', () => {
    const log = logOf(['shopper', '你们到底怎么回事！！收到货几天内可以退？真是服了']);

    expect(suggest(deps, freshState, log)[0]).toMatchObject({ kind: 'faq' });
  });

  test('once sent by an agent does not come again', () => {
    const asked = ['shopper', '收到货几天内可以退？'] as const;
    const [first] = suggest(deps, freshState, logOf(asked));

    const again = suggest(
      deps,
      freshState,
      logOf(asked, ['agent', first?.text ?? ''], ['shopper', '收到货几天内可以退？']),
    );

    expect(again.map(({ id }) => id)).not.toContain(first?.id);
  });

  test.each([['今天天气怎么样'], ['转人工'], ['你好'], ['😀'], ['']])(
    'for %o there is none',
    (text) => {
      expect(suggest(deps, freshState, logOf(['shopper', text]))).toEqual([]);
    },
  );

  test('of an empty log there is none', () => {
    expect(suggest(deps, freshState, [])).toEqual([]);
  });
});

describe('what is known of the matter', () => {
  test('the decision with its clauses and the question that waits for a yes', () => {
    const log = logOf([
      'bot',
      '可以退',
      { outcome: granted, decisionId: 'd1', citations: [citation()] },
    ]);

    const [decision, ...more] = suggest(deps, inReturn('confirm'), log);

    expect(decision).toMatchObject({
      kind: 'decision',
      title: '可以退货',
      text: '可以退货。签收第3天，在七天之内。要现在为您提交吗？',
      citations: [{ clauseId: 'no-reason-window' }],
    });
    expect(more).toEqual([]);
  });

  test('a decision without a clause, or none yet, is not suggested', () => {
    const bare = logOf(['bot', '可以退', { outcome: granted, decisionId: 'd1' }]);
    const open = { ...granted, status: 'missing' };
    const missing = logOf(['bot', '还差一点', { outcome: open, citations: [citation()] }]);

    expect(suggest(deps, freshState, bare)).toEqual([]);
    expect(suggest(deps, freshState, missing)).toEqual([]);
  });

  test('the question that the form asked last', () => {
    const [slot] = suggest(deps, inReturn('receipt_date'), []);

    expect(slot).toMatchObject({ kind: 'slot', title: '签收日期', text: '您是哪天收到的？' });
    expect(slot?.why).toContain('签收日期');
  });

  test('a slot without words is asked as the bot asked it', () => {
    const log = logOf(['bot', '外包装拆了吗？', { ask: 'packaging_opened' }]);

    expect(suggest(deps, inReturn('packaging_opened'), log)[0]?.text).toBe('外包装拆了吗？');
    expect(suggest(deps, inReturn('packaging_opened'), [])).toEqual([]);
  });

  test('a case that is under way, once its form is closed', () => {
    const card = { caseId: 'A12', kindText: '退货', statusText: '等待商家审核' };
    const log = logOf(['bot', '已提交', { case: card }]);

    const [found] = suggest(deps, freshState, log);

    expect(found?.text).toContain('A12');
    expect(found?.text).toContain('等待商家审核');
  });

  test('at most three come, and none twice', () => {
    const log = logOf(
      ['bot', '可以退', { outcome: granted, decisionId: 'd1', citations: [citation()] }],
      ['shopper', '收到货几天内可以退？'],
    );

    const found = suggest(deps, inReturn('receipt_date'), log);

    expect(found.map(({ kind }) => kind)).toEqual(['faq', 'decision', 'slot']);
    expect(new Set(found.map(({ id }) => id)).size).toBe(3);
    expect(suggest(deps, inReturn('receipt_date'), log)).toEqual(found);
  });
});

describe('the id of a suggestion', () => {
  test('tells what it was taken from and whether another text was sent', () => {
    const id = suggestionId('faq', 'return-how', '在线申请。');

    expect(traceSuggestion(id, ' 在线申请。 ')).toEqual({
      id,
      kind: 'faq',
      source: 'return-how',
      isEdited: false,
    });
    expect(traceSuggestion(id, '您可以在线申请。')).toMatchObject({ isEdited: true });
  });

  test.each(['', 'faq', 'faq:x:1', 'joke:x:0123456789abcdef', 'faq:a b:0123456789abcdef'])(
    '%o is none',
    (id) => {
      expect(traceSuggestion(id, '好')).toBeNull();
    },
  );
});
