/** What a message tells of how the shopper is, the gravest first. */
export const moodKinds = ['danger', 'money_lost', 'threat', 'anger'] as const;

export type MoodKind = (typeof moodKinds)[number];

export interface MoodSign {
  readonly kind: MoodKind;
  /** The words that tell it, as rules spell them. */
  readonly words: string;
}

/** How urgent a message is: it moves a shopper up in the queue and changes how we speak, and never what is decided. */
export type MoodLevel = 'calm' | 'upset' | 'threatening' | 'emergency';

export interface Mood {
  readonly level: MoodLevel;
  /** Why: the gravest first. */
  readonly signs: readonly MoodSign[];
}

export type ReadMood = (original: string) => Mood;

export const calm: Mood = { level: 'calm', signs: [] };

const levels: Readonly<Record<MoodKind, MoodLevel>> = {
  danger: 'emergency',
  money_lost: 'emergency',
  threat: 'threatening',
  anger: 'upset',
};

export const moodLevelOf = (kind: MoodKind): MoodLevel => levels[kind];

/** In the queue higher is served first; nobody is moved down. */
export const moodPriorities: Readonly<Record<MoodLevel, number>> = {
  calm: 0,
  upset: 100,
  threatening: 200,
  emergency: 300,
};
