import type { Revision } from '../../knowledge/revision.ts';
import { alignText } from '../aligned-text.ts';
import { asksRule } from '../asks-rule.ts';
import type { MoodWords } from '../lexicon/lexicon.ts';
import { lexiconOf } from '../lexicon/read-lexicon.ts';
import { matchesOf } from '../matches-of.ts';
import { calm, type MoodSign, moodKinds, moodLevelOf, type ReadMood } from './mood.ts';

/** What is denied, feared or asked about has not happened: 没有冒烟, 会不会漏电, 怕被骗. */
const notSo =
  /(?:没有?|不是|不会|会不会|并非|未|怕|担心|防止?|避免|以防|万一|如果|要是|是不是会)(?:再|又|有|我|发生|出现){0,2}$/u;
const notSoReach = 6;

/** 12315几天给结果 asks the way there; whoever names themselves, the shop or what else will happen means it. */
const meansIt = /我|俺|咱|你们?|您|再不|不然|否则|不给|不处理|不退|不赔|等着|见$|告你|信不信/u;

const onlyAsks = (text: string) => asksRule(text) && !meansIt.test(text);

/** Reads the mood by the words of a lexicon: the same message always has the same. */
export function createReadMood({ moods, notMoods }: MoodWords): ReadMood {
  const finders = moodKinds.flatMap((kind) => {
    const pattern = moods.get(kind);
    return pattern === undefined ? [] : [{ kind, pattern: new RegExp(pattern, 'gu') }];
  });
  const lookAlikes = notMoods === null ? null : new RegExp(notMoods, 'gu');
  return (original) => {
    const typed = alignText(original).text;
    const text = lookAlikes ? typed.replace(lookAlikes, '\n') : typed;
    const signs = finders.flatMap(({ kind, pattern }) =>
      matchesOf(text, pattern)
        .filter(({ index }) => !notSo.test(text.slice(Math.max(0, index - notSoReach), index)))
        .filter(() => kind !== 'threat' || !onlyAsks(typed))
        .map(({ 0: words }): MoodSign => ({ kind, words })),
    );
    const [gravest] = signs;
    return gravest === undefined ? calm : { level: moodLevelOf(gravest.kind), signs };
  };
}

/** The reader of a revision's words, made once for each. */
export function createMoodReaders(): (revision: Pick<Revision, 'files'>) => ReadMood {
  const made = new WeakMap<object, ReadMood>();
  return (revision) => {
    const reader = made.get(revision) ?? createReadMood(lexiconOf(revision).lexicon);
    made.set(revision, reader);
    return reader;
  };
}
