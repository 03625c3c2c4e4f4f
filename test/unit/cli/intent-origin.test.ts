import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { learningCode, originOf } from '../../../src/cli/intent-models/origin.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const repository = join(import.meta.dirname, '..', '..', '..');

test('the origin of a model covers all code of nlu that the trainer runs', () => {
  const reached = reachedFrom('src/cli/train-intents.ts').filter((path) =>
    path.startsWith('src/nlu/'),
  );

  expect(reached.toSorted()).toEqual([...learningCode].toSorted());
});

test('the origin changes with an utterance and with the segmenter, and with nothing else', () => {
  const { intents } = soundRevision();
  const { intents: others } = soundRevision({
    'intents/faq.yaml': readFileSync(join(repository, 'knowledge/intents/faq.yaml'), 'utf8'),
  });
  const { intents: elsewhere } = soundRevision({ 'lexicon/user-dict.txt': '运费险\n' });

  const origin = originOf(intents, 'rs');

  expect(originOf(elsewhere, 'rs')).toEqual(origin);
  expect(originOf(new Map([...intents].toReversed()), 'rs')).toEqual(origin);
  expect(originOf(others, 'rs').examples).not.toBe(origin.examples);
  expect(originOf(others, 'rs').code).toBe(origin.code);
  expect(originOf(intents, 'nodejieba').code).not.toBe(origin.code);
});

/** The files that a file brings with it, itself included; what is imported as a type does not run. */
function reachedFrom(start: string): readonly string[] {
  const reached = new Set<string>();
  const waiting = [start];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    const code = readFileSync(join(repository, path), 'utf8');
    for (const [, from = ''] of code.matchAll(/^import (?!type )[^;]*?from '(\.[^']+)';/gm))
      waiting.push(relative(repository, join(repository, dirname(path), from)));
  }
  return [...reached];
}
