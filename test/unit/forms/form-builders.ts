import { readFileSync } from 'node:fs';
import { readForms } from '../../../src/forms/form-file.ts';
import type { FormState } from '../../../src/forms/form-state.ts';
import type { FormMessage } from '../../../src/forms/hear-slots.ts';
import { parseRevisionId } from '../../../src/kernel/ids.ts';
import type { Entity } from '../../../src/nlu/entity.ts';
import { calm } from '../../../src/nlu/mood/mood.ts';
import { normalise } from '../../../src/nlu/normalise.ts';

const shipped = new URL('../../../knowledge/forms/return.yaml', import.meta.url);
const revision = parseRevisionId('a'.repeat(64));
if (!revision) throw new Error('no revision id');

/** The form that is shipped. */
export function returnForm() {
  const files = new Map([['forms/return.yaml', readFileSync(shipped, 'utf8')]]);
  const form = readForms({ files }, new Set(['return'])).forms.get('return');
  if (!form) throw new Error('forms/return.yaml is broken');
  return form;
}

/** 2026-11-25 10:00 in Shanghai, a Wednesday. */
const now = Date.parse('2026-11-25T10:00:00+08:00');

export function formState(more: Partial<FormState> = {}): FormState {
  if (!revision) throw new Error('no revision id');
  return {
    form: 'return',
    revision,
    slots: {},
    asked: null,
    trail: [],
    unknown: [],
    offered: null,
    misses: 0,
    decisionId: null,
    lastAt: now,
    ...more,
  };
}

/** A message with the entities that its words hold: `[type, value, words]`. */
export function message(
  text: string,
  entities: readonly (readonly [Entity['type'], unknown, string])[] = [],
  more: Partial<FormMessage> = {},
): FormMessage {
  return {
    interpretation: {
      text: normalise(text),
      intent: 'return_goods',
      confidence: 1,
      ranking: [],
      entities: entities.map(([type, value, words]) => {
        const start = text.indexOf(words);
        // What a test says about an entity is taken as it stands.
        return { type, value, text: words, start, end: start + words.length } as Entity;
      }),
      wishes: [],
      mood: calm,
    },
    act: 'other',
    choice: null,
    files: 0,
    now,
    ...more,
  };
}
