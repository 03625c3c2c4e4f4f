import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileProgress } from '../../../src/web/shared/file-progress.ts';

describe('progress of files', () => {
  test('they leave one after another', () => {
    const files = [{ sizeBytes: 100 }, { sizeBytes: 300 }];

    expect(fileProgress(files, 0)).toEqual([0, 0]);
    expect(fileProgress(files, 0.125)).toEqual([0.5, 0]);
    expect(fileProgress(files, 0.625)).toEqual([1, 0.5]);
    expect(fileProgress(files, 1)).toEqual([1, 1]);
  });

  test('agrees with sending byte by byte', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sizes, fc.nat(100), (bytes, chance) => {
        const total = bytes.reduce((sum, size) => sum + size, 0);
        const sent = Math.floor((chance / 100) * total);
        const owners = bytes.flatMap((size, file) => Array<number>(size).fill(file));
        const left = owners.slice(0, sent);

        const parts = fileProgress(
          bytes.map((sizeBytes) => ({ sizeBytes })),
          sent / total,
        );

        for (const [file, size] of bytes.entries()) {
          expect(parts[file]).toBeCloseTo(left.filter((owner) => owner === file).length / size, 9);
        }
      }),
    );
  });
});
