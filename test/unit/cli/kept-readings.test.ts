import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKeptReadings } from '../../../src/cli/kept-readings.ts';
import { createRuleBooks } from '../../../src/forms/rule-book.ts';
import { checkKnowledgeFolder } from '../../../src/knowledge/check-knowledge-folder.ts';
import { derived } from '../../../src/knowledge/derived.ts';
import { packRevision } from '../../../src/knowledge/pack-revision.ts';
import { readRevision } from '../../../src/knowledge/revision.ts';
import type { Segmenter } from '../../../src/nlu/segmenter.ts';
import type { Compilation } from '../../../src/policy/compile-policies.ts';
import { decide } from '../../../src/policy/decide.ts';
import { policiesOf } from '../../../src/policy/policy-compiler.ts';
import { searchDataOf } from '../../../src/search/search-answers.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const compiledAnew = (): Compilation => {
  throw new Error('compiled anew');
};
const pairs: Segmenter = { name: 'pairs', cut: (text) => text.match(/.{1,2}/gu) ?? [] };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'anxin-readings-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('the shipped knowledge, kept and found again, is what reading its files gives', async () => {
  const kept = createKeptReadings([directory]);
  const { files } = await shippedKnowledge();
  expect(kept.find(files)).toBeNull();

  const first = await checkKnowledgeFolder('knowledge', undefined, kept);
  const found = createKeptReadings([join(directory, 'another'), directory]).find(files);

  expect(found).toEqual(readRevision(files));
  expect(await checkKnowledgeFolder('knowledge', undefined, kept)).toEqual(first);
});

test('what was made of a revision is found again with its reading, and not made anew', async () => {
  const { files, revision, problems } = await shippedKnowledge();
  const before = createKeptReadings([directory]);
  before.keep({ revision, problems });
  const search = searchDataOf(revision, pairs);
  const rules = createRuleBooks(policiesOf)(revision);
  before.keepDerived(revision);

  const after = createKeptReadings([directory]);
  const found = after.find(files)?.revision;
  const foundSearch = found && searchDataOf(found, pairs);

  expect(foundSearch).toEqual(search);
  expect(foundSearch).not.toBe(search);
  expect(found && derived(found, 'search.pairs', () => 'made anew')).toBe(foundSearch);
  const { policies } = found ? derived(found, 'policies', compiledAnew) : compiledAnew();
  expect(policies).toEqual(rules.policies);
  expect(found && derived(found, 'forms', () => 'read anew')).toMatchObject({ forms: rules.forms });
  const request = { decision: 'return', facts: { goods: 'fresh' }, at: 0 };
  expect(decide(policies, request)).toEqual(decide(rules.policies, request));
  const [derivedFile = ''] = readdirSync(directory).filter((name) => name.endsWith('.derived'));
  rmSync(join(directory, derivedFile));
  if (found) after.keepDerived(found);
  expect(readdirSync(directory)).not.toContain(derivedFile);
});

test('a revision packed for the store is found again, packed', () => {
  const revision = soundRevision();
  const before = createKeptReadings([directory]);
  before.keep({ revision, problems: [] });
  const packed = packRevision(revision);
  before.keepDerived(revision);

  const found = createKeptReadings([directory]).find(new Map(revision.files))?.revision;

  expect(found && derived(found, 'packed', () => 'packed anew')).toBe(packed);
});

test('other files have a reading of their own, and one is kept at a time', async () => {
  const kept = createKeptReadings([directory]);
  const { files, ...reading } = await shippedKnowledge();
  const others = new Map([...files, ['lexicon/user-dict.txt', '保价\n']]);
  kept.keep(reading);

  expect(kept.find(others)).toBeNull();
  kept.keep(readRevision(others));

  expect(kept.find(others)?.revision.userDict).toEqual(['保价']);
  expect(kept.find(files)).toBeNull();
  expect(readdirSync(directory)).toHaveLength(1);
});

test('a broken folder is not kept', async () => {
  const folder = join(directory, 'knowledge');
  const kept = createKeptReadings([join(directory, 'kept')]);
  mkdirSync(folder);
  writeFileSync(join(folder, 'service.yaml'), 'shop: 3\n');

  const { problems } = await checkKnowledgeFolder(folder, undefined, kept);

  expect(problems.some(({ severity }) => severity === 'error')).toBe(true);
  expect(() => readdirSync(join(directory, 'kept'))).toThrow('ENOENT');
});

test('a damaged file is passed over', async () => {
  const kept = createKeptReadings([directory]);
  const { files, ...reading } = await shippedKnowledge();
  kept.keep(reading);
  const [name = ''] = readdirSync(directory);

  truncateSync(join(directory, name), 1_000);

  expect(kept.find(files)).toBeNull();
});
