import { formFromJson } from '../../../src/forms/form-state.ts';
import type { RuleBook } from '../../../src/forms/rule-book.ts';
import type { PlayedTurn } from '../run-conversation.ts';
import { watchReplies } from './said-replies.ts';
import { askedOf, isTold } from './told-decisions.ts';

export type Kind = 'rows' | 'slots' | 'replies' | 'clauses';

/** One thing that a conversation can reach. */
export interface Reachable {
  readonly name: string;
  /** `<file>:<line>`. */
  readonly place: string;
}

export interface Coverage {
  note(turn: PlayedTurn): void;
  /** Of each kind: all there is, and what no conversation has reached. */
  report(): Readonly<Record<Kind, { readonly all: number; readonly missed: readonly Reachable[] }>>;
  end(): void;
}

/**
 * Notes what conversations reach: rows of decision tables that decided what a shopper was told, slots that were asked
 * for or got a value, replies that were said, and clauses that were shown.
 */
export function createCoverage(rules: RuleBook): Coverage {
  const all = reachableIn(rules);
  const reached = {
    rows: new Set<string>(),
    slots: new Set<string>(),
    replies: new Set<string>(),
    clauses: new Set<string>(),
  };
  const watch = watchReplies(rules.revision);

  return {
    note(turn) {
      for (const row of rowsTold(rules, turn)) reached.rows.add(row);
      for (const slot of slotsIn(turn)) reached.slots.add(slot);
      for (const key of watch.saidIn(turn)) reached.replies.add(key);
      for (const clause of clausesShown(turn)) reached.clauses.add(clause);
    },
    report() {
      const of = (kind: Kind) => ({
        all: all[kind].length,
        missed: all[kind].filter(({ name }) => !reached[kind].has(name)),
      });
      return {
        rows: of('rows'),
        slots: of('slots'),
        replies: of('replies'),
        clauses: of('clauses'),
      };
    },
    end: watch.end,
  };
}

function rowsTold(rules: RuleBook, turn: PlayedTurn): readonly string[] {
  const asked = askedOf(rules, turn);
  if (asked === null || !isTold(asked, turn)) return [];
  const held = asked.decision.trace.filter(({ holds }) => holds === 'yes');
  return held.map(({ table, row }) => `${table}.${row}`);
}

function slotsIn({ shown, state }: PlayedTurn): readonly string[] {
  const open = formFromJson(state.form);
  const asked = shown.flatMap(({ channelData }) => channelData?.anxin?.ask ?? []);
  return [...Object.keys(open?.slots ?? {}), ...asked].map((slot) => `${open?.form}.${slot}`);
}

function clausesShown({ shown }: PlayedTurn): readonly string[] {
  const citations = shown.flatMap(({ channelData }) => channelData?.anxin?.citations ?? []);
  return citations.map(({ clauseId }) => clauseId);
}

/**
 * No reply of these can be heard here: what only agents read, and what is said while clauses contradict each other,
 * which the shipped ones do not (`test/conversations/open-contradiction.test.ts` plants one).
 */
const unheard = /^(?:suggest|answer\.disputed|tier|case\.answer-waits)(?:\.|$)/;

function reachableIn({ policies, forms, revision }: RuleBook): Record<Kind, readonly Reachable[]> {
  const lineIn = (file: string, begin: string) => {
    const lines = (revision.files.get(file) ?? '').split('\n');
    return `${file}:${lines.findIndex((line) => line.startsWith(begin)) + 1}`;
  };
  return {
    rows: [...policies.tables.values()].flatMap(({ name, file, rows }) =>
      rows.map(({ id, line }) => ({ name: `${name}.${id}`, place: `${file}:${line}` })),
    ),
    slots: [...forms.values()].flatMap(({ name, slots }) =>
      [...slots.keys()].map((slot) => ({
        name: `${name}.${slot}`,
        place: lineIn(`forms/${name}.yaml`, `  ${slot}:`),
      })),
    ),
    replies: [...revision.replies.keys()]
      .filter((key) => !unheard.test(key))
      .map((key) => ({ name: key, place: lineIn('replies/zh-CN.yaml', `${key}:`) })),
    clauses: [...revision.clauses.values()].map(({ id, file, line }) => ({
      name: id,
      place: `${file}:${line}`,
    })),
  };
}
