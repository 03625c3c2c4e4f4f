import type { Period } from '../policy/deadline/deadline.ts';
import type { FactValue } from '../policy/decision.ts';

/** One of the answers a question offers. `value` is the fact, `label` what the shopper reads and may type. */
export interface SlotChoice {
  readonly value: FactValue;
  readonly label: string;
  /** Other words for it. */
  readonly words: readonly string[];
  /** Words that say so whatever was asked: 称出来轻了. */
  readonly tells?: readonly string[] | undefined;
}

interface SlotBase {
  /** Name of the slot and of the fact it fills, e.g. `receipt_date`. */
  readonly slot: string;
  /** What agents and the summary call it. */
  readonly label: string;
  readonly ask: string;
  /** Asked once more, after an answer that did not fit. */
  readonly again: string;
}

/** A question of a form. */
export type SlotDefinition =
  | (SlotBase & {
      readonly type: 'order';
      /** Orders that nobody has received yet are meant too. */
      readonly any?: boolean | undefined;
    })
  | (SlotBase & {
      readonly type: 'date';
      /** 还没 counts as today: a period that has not begun ends no earlier. */
      readonly notYet?: boolean | undefined;
      /** Words that stand beside this day and no other, where it is not asked for. */
      readonly words?: readonly string[] | undefined;
    })
  /** Money, kept in fen, or a weight, kept in milligrams; with the words that stand beside it where it is not asked for. */
  | (SlotBase & { readonly type: 'amount' | 'weight'; readonly words: readonly string[] })
  | (SlotBase & {
      readonly type: 'boolean';
      /** Exactly two: `true` first. */
      readonly choices: readonly SlotChoice[];
      /** What 不知道 counts as, where that costs the shopper nothing but a later correction. */
      readonly unknownAs?: boolean | undefined;
    })
  | (SlotBase & {
      readonly type: 'choice';
      readonly choices: readonly SlotChoice[];
      /** Its words count in every message, also where something else was asked. */
      readonly anywhere?: boolean | undefined;
      /** As for a boolean. */
      readonly unknownAs?: FactValue | undefined;
    })
  | (SlotBase & { readonly type: 'photos'; readonly most: number })
  | (SlotBase & {
      /** In the shopper's own words, of at least so many characters. */
      readonly type: 'text';
      readonly least: number;
      /** The message that begins the form answers it, if it tells enough. */
      readonly opening?: boolean | undefined;
    });

/** A slot that is asked although no decision needs it, once the facts in `when` are so. */
export interface Evidence {
  readonly slot: string;
  readonly when: Readonly<Record<string, readonly FactValue[]>>;
}

/** A line of the decision as the shopper reads it: the outcome's key, its name, and its values in words. */
export interface OutcomeLine {
  readonly key: string;
  readonly label: string;
  /** Absent: the value itself, with `unit` behind it. */
  readonly values?: Readonly<Record<string, string>> | undefined;
  readonly unit?: string | undefined;
  /** Told whatever was decided, and in words too: the reason does not say it. */
  readonly always?: boolean | undefined;
}

/** A fact that is told with the decision, where it is known. */
export interface ShownFact {
  readonly fact: string;
  readonly label: string;
  readonly when: Readonly<Record<string, readonly FactValue[]>>;
}

/** One thing that proves something: what there is of it, or what to do now. */
export interface ChecklistEntry {
  readonly label: string;
  /** Facts that must be so for it to be wanted at all. */
  readonly when: Readonly<Record<string, readonly FactValue[]>>;
  /** It is there once this fact is known, and one of `is` where that is given. Absent: nobody can tell from here. */
  readonly have?:
    | { readonly fact: string; readonly is?: readonly FactValue[] | undefined }
    | undefined;
  readonly there?: string | undefined;
  readonly missing: string;
  readonly clause?: string | undefined;
}

/** What the same matter would come to, were some facts otherwise: 有了鉴定凭证以后. */
export interface Outlook {
  readonly label: string;
  /** Name of the line with the sum. */
  readonly sum: string;
  readonly given: Readonly<Record<string, FactValue>>;
}

/** A day of the decision: the slot it is counted from, and the outcome's key with the number of days. */
export interface OutcomeDate {
  readonly label: string;
  readonly from: string;
  readonly days: string;
}

/** Somebody's duty once the case is open: how long it may take stands under `length` in the decision's outcome. */
export interface DutyDefinition {
  readonly what: string;
  readonly label: string;
  readonly length: string;
  readonly unit: Period['unit'];
  /** Absent: it begins with the case. */
  readonly later?: LaterDuty | undefined;
}

/** A duty that begins when its case gets somewhere. */
export interface LaterDuty {
  readonly from: 'decided' | 'in_progress';
  /** The event it is counted from, as the clause names it. */
  readonly anchor: string;
  /** The same in Chinese. */
  readonly since: string;
}

/** What the program knows by itself, and never asks for. */
export const knownFacts = ['identity_confirmed', 'open_case'] as const;

export type KnownFact = (typeof knownFacts)[number];

/** Said before the first question, whatever comes of the rest. */
export interface FormOpening {
  readonly text: string;
  readonly clauses: readonly string[];
}

/** What a dialog asks, decides and opens: one file of `forms/`. */
export interface FormDefinition {
  readonly name: string;
  readonly title: string;
  /** Intents that begin it, with the facts that come with each. */
  readonly begins: Readonly<Record<string, Readonly<Record<string, FactValue>>>>;
  /** Value of `desired_action` that this form serves: where another one is wanted, the form that serves it takes over. */
  readonly action?: string | undefined;
  /** Actions of which the shopper may choose what they are entitled to, the best first: their forms decide, and take over. */
  readonly recommend?: readonly string[] | undefined;
  /** Name of the decision table; without one a person decides upon what was collected. */
  readonly decision?: string | undefined;
  /** After a silence of this many hours the shopper is told where they stopped. */
  readonly resumeAfterHours: number;
  readonly slots: ReadonlyMap<string, SlotDefinition>;
  /** Asked of who only tries the rules: in a dialog the order or the program tells it. */
  readonly tries?: ReadonlyMap<string, SlotDefinition> | undefined;
  /** Where it stands among what can be tried, the lowest first and those without behind; and what there is to learn. */
  readonly onRulesPage?: { readonly place: number; readonly about: string } | undefined;
  readonly evidence: readonly Evidence[];
  readonly opening?: FormOpening | undefined;
  readonly knows?: readonly KnownFact[] | undefined;
  /** Once the case is open its shopper waits for a person, before those who can wait. */
  readonly urgent?: boolean | undefined;
  /** Title of the outcome by status; there is none where nothing is decided. */
  readonly titles?:
    | Readonly<Record<'granted' | 'partly' | 'refused' | 'person', string>>
    | undefined;
  readonly lines: readonly OutcomeLine[];
  readonly dates: readonly OutcomeDate[];
  readonly shown: readonly ShownFact[];
  readonly checklist: readonly ChecklistEntry[];
  readonly outlook?: Outlook | undefined;
  /** A person's decision opens a case too, once the shopper says yes. */
  readonly opensForPerson: boolean;
  /** Asked before what settles more, as long as the decision depends on it: what the rest is about. */
  readonly first: readonly string[];
  /** Facts that follow from others, which are asked for in their place. */
  readonly reckoned: Readonly<Record<string, readonly string[]>>;
  /** Asked when the outcome is granted or partly. */
  readonly confirm: string;
  /** Said when the case is open, instead of the sentence for all; `{caseId}` and `{subject}` are filled in. */
  readonly done?: string | undefined;
  /** What follows, and whose move it is: said behind it. */
  readonly next?: string | undefined;
  /** An intent; absent: whatever the form was begun for, which also gives it its title. See `matter-form.ts`. */
  readonly caseKind?: string | undefined;
  /** What the knowledge says to the message that begins it is told before anything is asked. */
  readonly answersFirst?: boolean | undefined;
  readonly duties: readonly DutyDefinition[];
}
