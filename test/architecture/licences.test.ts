import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');

const accepted = ['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MPL-2.0', '0BSD'];

interface Exception {
  readonly licence: 'CC0-1.0' | 'Python-2.0' | 'Unlicense' | 'BlueOak-1.0.0';
  readonly reason: string;
}

/** By name of the package. Whoever adds one has read its licence. */
const exceptions: Readonly<Record<string, Exception>> = {};

interface Package {
  readonly path: string;
  readonly name: string;
  readonly licence: string;
}

test('every package that goes into production has a licence we accept', () => {
  const packages = productionPackages();

  expect(packages.length).toBeGreaterThan(100);
  const refused = packages.filter(({ name, licence }) => !isAccepted(name, licence));
  expect(refused).toEqual([]);
  const installed = packages.map(({ name }) => name);
  expect(Object.keys(exceptions).filter((name) => !installed.includes(name))).toEqual([]);
});

test.each(['GPL-3.0', 'LGPL-3.0-or-later', 'MIT AND LGPL-3.0', 'UNLICENSED', '', 'CC0-1.0'])(
  'a package under “%s” is refused',
  (licence) => {
    expect(isAccepted('some-package', licence)).toBe(false);
  },
);

test.each(['MIT', '(MIT OR GPL-3.0)', 'MIT AND Apache-2.0'])(
  'a package under “%s” is accepted',
  (licence) => {
    expect(isAccepted('some-package', licence)).toBe(true);
  },
);

/** All must be accepted of what is joined by AND, one of what is joined by OR. */
function isAccepted(name: string, expression: string): boolean {
  const byName = exceptions[name]?.licence;
  return expression
    .replace(/[()]/g, '')
    .split(' AND ')
    .every((part) =>
      part.split(' OR ').some((licence) => accepted.includes(licence) || licence === byName),
    );
}

/** What the lock file installs without the development packages; what each package says of itself counts. */
function productionPackages(): readonly Package[] {
  const { packages } = readJson(join(repository, 'package-lock.json')) as Lock; // npm's own format
  return Object.entries(packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional)
    .map(([path, locked]) => ({
      path,
      name: path.replace(/^.*node_modules\//, ''),
      licence: licenceOf(path, locked),
    }));
}

/** Packages for other machines are not installed on this one; for them the lock file is asked. */
function licenceOf(path: string, locked: Locked): string {
  const manifest = join(repository, path, 'package.json');
  const said = existsSync(manifest) ? (readJson(manifest) as Manifest) : locked;
  if (typeof said.license === 'string') return said.license;
  const old = said.license ?? ('licenses' in said ? said.licenses : undefined) ?? [];
  return (Array.isArray(old) ? old : [old]).map(({ type }) => type).join(' OR ');
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Locked {
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}

interface OldLicence {
  readonly type: string;
}

/** `license` as an object and `licenses` as a list are old forms that some packages still have. */
interface Manifest {
  readonly license?: string | OldLicence;
  readonly licenses?: readonly OldLicence[];
}
