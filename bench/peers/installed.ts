import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Peers that are measured and never shipped. */
const packages = { natural: '8.1.1', 'node-nlp': '4.27.0' };
type PackageName = keyof typeof packages;

/** Where `requireInstalled` looks; the process that measures is told by its environment. */
export const folderVariable = 'PEERS_FOLDER';

/** Installs the peers into a folder of their own; answers what npm said where it could not. */
export function installInto(folder: string): string | null {
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  const { status, stderr } = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...wanted],
    { cwd: folder, encoding: 'utf8' },
  );
  return status === 0 ? null : stderr.trim();
}

/** Its type is what the caller says: the package has none that can be checked here. */
export function requireInstalled<Module>(name: PackageName): Module {
  const folder = process.env[folderVariable];
  if (folder === undefined) throw new Error(`${folderVariable} is unset`);
  return createRequire(join(folder, 'package.json'))(name) as Module;
}
