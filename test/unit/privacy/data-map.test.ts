import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ClauseId } from '../../../src/kernel/ids.ts';
import { dataMap } from '../../../src/privacy/data-map.ts';
import { dataStores } from '../../../src/privacy/data-stores.ts';
import { identityMeans } from '../../../src/privacy/identity-check.ts';
import { readPrivacyWords } from '../../../src/privacy/privacy-file.ts';
import { shippedKnowledge } from '../../support/shipped-knowledge.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const { files, revision } = await shippedKnowledge();
const lawOnIdentity = 'law-ec-account-rights' as ClauseId;

test('the map tells in the shop’s words what each store holds', () => {
  const { stores, grounds, identity } = dataMap(revision);

  expect(readPrivacyWords(revision).problems).toEqual([]);
  expect(stores.map(({ id }) => id)).toEqual(dataStores.map(({ id }) => id));
  expect(stores.filter(({ title, holds, kept }) => !title || !holds || !kept)).toEqual([]);
  expect(grounds.map(({ id, clauses }) => [id, clauses.length > 0])).toEqual([
    ['open_dispute', true],
    ['trade_records', true],
    ['proof', true],
  ]);
  expect(
    identity.map(({ id, title, clauses }) => [id, !title, clauses.includes(lawOnIdentity)]),
  ).toEqual(identityMeans.map((id) => [id, false, true]));
});

test('every collection that the program keeps documents in is on the map', () => {
  const named = sourceTexts().flatMap((text) =>
    [...text.matchAll(/\b(?:collection|[a-z]+Collection)(?: = |: )'([^']+)'/g)].map(
      ([, name]) => name,
    ),
  );
  const mapped = dataStores.flatMap(({ collections }) => collections);

  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !mapped.includes(name ?? ''))).toEqual([]);
  expect(mapped.filter((name) => !named.includes(name))).toEqual([]);
});

test('a store without words, a word too many and a clause that is not there are told', () => {
  const text = (files.get('privacy.yaml') ?? '')
    .replace('  log:\n', '  blog:\n')
    .replace('clauses: [law-ec-records, law-pi-delete-limit]', 'clauses: [law-of-nowhere]');

  const { problems } = readPrivacyWords({
    files: new Map([['privacy.yaml', text]]),
    clauses: revision.clauses,
  });

  expect(problems.map(({ message }) => message)).toEqual([
    '没有“blog”这一项',
    '缺“log”这一项',
    '条款“law-of-nowhere”不存在',
  ]);
});

function sourceTexts(): readonly string[] {
  return ['src', 'bot', 'dialogs'].flatMap((folder) =>
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .filter((entry) => !entry.parentPath.includes('/storage/'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  );
}
