import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Segmenter } from '../../../src/nlu/segmenter.ts';
import { createFaqIndex } from '../../../src/search/faq-index.ts';
import { createFaqSearch } from '../../../src/search/search-answers.ts';
import { bigramsOf, charactersOf, withoutFillers } from '../../../src/search/tokens.ts';
import { answerBound, askBound, confidenceOf, zoneOf } from '../../../src/search/zones.ts';
import { returnEntries, soundRevision } from '../knowledge/sound-files.ts';

/** Words of two characters: enough to tell the channels apart without a dictionary in memory. */
const pairs: Segmenter = { name: 'pairs', cut: (text) => text.match(/.{1,2}/gu) ?? [] };
const revision = soundRevision();
const search = createFaqSearch(revision, pairs);

describe('the search', () => {
  test.each([
    '收到货几天内可以退？',
    '买了多久还能退',
    '买了多久还能退???',
    '你好，請問買了多久還能退',
    '买 了 多 久 还 能 退',
    'ＭＭ',
  ])('answers a wording that was written, however it is typed: %s', (question) => {
    const withModel = createFaqSearch(
      soundRevision({
        'faq/returns.md': returnEntries.replace('- 退货期限是几天', '- mm\n- 退货期限是几天'),
      }),
      pairs,
    );

    const result = withModel(question);

    expect(result.zone).toBe('answer');
    expect(result.hits[0]?.entry.id).toBe('return-window');
  });

  test('puts the entry first whose wordings share more with the question', () => {
    const { hits } = search('运费险到底有什么用处');

    expect(hits.map((hit) => hit.entry.id)).toEqual(['insurance-what', 'return-window']);
    expect(hits[0]?.variant).toBe('运费险有什么用');
  });

  test('explains a score by its channels', () => {
    const [hit] = search('运费险有什么用处').hits;

    const parts = Object.entries(hit?.channels ?? {});
    expect(hit?.score).toBeCloseTo(
      parts.reduce((sum, [, part]) => sum + part, 0),
      9,
    );
    expect(parts.filter(([, part]) => part > 0).map(([channel]) => channel)).toEqual(
      expect.arrayContaining(['words', 'bigrams', 'chars', 'variant']),
    );
  });

  test('looks a topic up that is nearly spelt, where sounds are known, and says so', () => {
    const sounds = new Map([...'货或'].map((one) => [one, 'huo'] as const));
    const named = soundRevision({ 'lexicon/user-dict.txt': '退货\n' });
    const heard = createFaqSearch(named, pairs, { sounds: () => sounds });
    const search = createFaqSearch(named, pairs);

    const { spellings, ...found } = heard('退或期限');

    expect(found).toEqual(search('退货期限'));
    expect(found.confidence).toBeGreaterThan(search('退或期限').confidence);
    expect(spellings?.map(({ typed, meant }) => [typed, meant])).toEqual([['退或', '退货']]);
  });

  test('leaves a wording as an operator wrote it, and what no sound is known of', () => {
    const sounds = new Map([...'货或'].map((one) => [one, 'huo'] as const));
    const heard = createFaqSearch(revision, pairs, { sounds: () => sounds });
    const deaf = createFaqSearch(revision, pairs, { sounds: () => null });

    expect(heard('退货期限')).toEqual(search('退货期限'));
    expect(deaf('退或期限')).toEqual(search('退或期限'));
  });

  test.each(['', '???', '👍', 'quantum physics'])('has nothing to say to %j', (question) => {
    expect(search(question)).toEqual({ zone: 'abstain', hits: [], confidence: 0 });
  });

  test('shows at most three hits', () => {
    const more = Array.from({ length: 5 }, (_, at) =>
      returnEntries
        .slice(returnEntries.indexOf('## 运费险'))
        .replace(/insurance-what/, `more-${at}`)
        .replace(/(?<=- )|(?<=## )/g, `第${at}种`),
    );
    const { hits } = createFaqSearch(
      soundRevision({ 'faq/more.md': `---\ntitle: 多\n---\n${more.join('\n')}` }),
      pairs,
    )('运费险是什么东西');

    expect(hits).toHaveLength(3);
  });

  test('gives the same answer to the same question, also when entries score the same', () => {
    const twins = returnEntries.replace(
      '## 运费险是什么？ {#insurance-what}',
      '## 甲甲甲 {#twin-a}\n\n- 乙乙\n- 丙丙\n- 丁丁\n- 戊戊\n\n同样的话。[^no-reason-window]\n\n## 己己己 {#twin-b}\n\n- 庚庚\n- 辛辛\n- 壬壬\n- 癸癸\n\n同样的话。[^no-reason-window]\n\n## 运费险是什么？ {#insurance-what}',
    );
    const twinSearch = createFaqSearch(soundRevision({ 'faq/returns.md': twins }), pairs);

    const ids = twinSearch('话').hits.map((hit) => hit.entry.id);

    expect(ids).toEqual(['twin-a', 'twin-b']);
  });

  test('never fails and stays within its bounds, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (question) => {
        const { confidence, hits, zone } = search(question);

        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(hits.length > 0 || zone === 'abstain').toBe(true);
      }),
    );
  });
});

describe('the ranking', () => {
  test('of few hits is the beginning of the ranking of all', () => {
    const letters = fc
      .array(fc.constantFrom('退', '换', '货', '运', '费'), { minLength: 1, maxLength: 6 })
      .map((all) => all.join(''));
    const [first] = revision.entries;
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 12 }),
        letters,
        fc.integer({ min: 1, max: 4 }),
        (questions, asked, limit) => {
          const entries = questions.flatMap((question) =>
            first
              ? [{ entry: { ...first, question, variants: [], answer: question }, clauses: '' }]
              : [],
          );
          const index = createFaqIndex(entries, { segmenter: pairs });
          const question = index.cut(asked);
          const all = index.rank(question, { limit: 100 });

          expect(index.rank(question, { limit })).toEqual(all.slice(0, limit));
          expect(all).toEqual(all.toSorted((a, b) => b.score - a.score || a.place - b.place));
        },
      ),
    );
  });
});

describe('cutting', () => {
  test('keeps model names and numbers whole and joins neighbours', () => {
    const characters = charactersOf('退iphone15pro 3.5寸!');

    expect(characters).toEqual(['退', 'iphone15pro', '3.5', '寸']);
    expect(bigramsOf(characters)).toEqual(['退iphone15pro', 'iphone15pro3.5', '3.5寸']);
  });

  test('drops greetings, but not a message of nothing else', () => {
    expect(withoutFillers('你好,请问一下怎么退').replace(/[ ,]/g, '')).toBe('怎么退');
    expect(withoutFillers('你好')).toBe('你好');
  });

  test('lets no bigram span two wordings', () => {
    const index = createFaqIndex(
      revision.entries.map((entry) => ({ entry, clauses: '' })),
      { segmenter: pairs },
    );

    const within = index.rank(index.cut('什么用处'), { limit: 1 });
    const across = index.rank(index.cut('么什'), { limit: 1 });

    expect(within[0]?.channels.bigrams).toBeGreaterThan(0);
    expect(across[0]?.channels.bigrams).toBe(0);
  });
});

describe('the zones', () => {
  test('lie in order and hold their own bounds', () => {
    expect(askBound).toBeLessThan(answerBound);
    expect(
      [answerBound, answerBound - 1e-9, askBound, askBound - 1e-9].map((one) => zoneOf(one)),
    ).toEqual(['answer', 'did-you-mean', 'did-you-mean', 'abstain']);
  });

  test('begin lower for a question about rules, and higher for what is hardly about our service', () => {
    expect([zoneOf(0.1, 'faq'), zoneOf(0.1, 'return_goods')]).toEqual(['did-you-mean', 'abstain']);
    expect([zoneOf(0.17), zoneOf(0.17, 'out_of_scope')]).toEqual(['did-you-mean', 'abstain']);
    expect(zoneOf(answerBound, 'out_of_scope')).toBe('answer');
  });

  test('are more confident with a clearer lead, a closer wording, more of the question known', () => {
    const middle = { lead: 1, overlap: 0.5, coverage: 0.6, length: 2 };
    const base = confidenceOf(middle);

    for (const more of [{ lead: 2 }, { overlap: 0.9 }, { coverage: 0.9 }, { length: 3 }])
      expect(confidenceOf({ ...middle, ...more })).toBeGreaterThan(base);
  });
});
