import { expect, test } from 'vitest';
import { parseNamedStatements } from '../../../src/storage/sqlite/statements.ts';

test('a file is split at its names, and its header belongs to none', () => {
  const statements = parseNamedStatements(
    '-- What the file promises.\n\n-- name: one\n-- ?1 id\nSELECT 1;\n\n-- name: two\nSELECT 2;\n',
  );

  expect([...statements]).toEqual([
    ['one', '-- ?1 id\nSELECT 1;'],
    ['two', 'SELECT 2;'],
  ]);
});

test('two statements of one name are a mistake', () => {
  const parse = () => parseNamedStatements('-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;\n');

  expect(parse).toThrow(/named a/);
});
