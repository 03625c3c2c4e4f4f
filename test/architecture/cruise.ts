import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..');
const cruiser = join(
  repository,
  'node_modules',
  'dependency-cruiser',
  'bin',
  'dependency-cruiser.mjs',
);
const config = join(repository, '.dependency-cruiser.cjs');

export interface Violation {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
  readonly comment: string;
}

export interface Cruise {
  /** TypeScript and JavaScript files of ours that were read. */
  readonly fileCount: number;
  readonly violations: readonly Violation[];
}

/** Follows all imports of the tree in `folder`; throws where the rule itself cannot be applied. */
export function cruise(folder: string): Cruise {
  const roots = ['bot', 'dialogs', 'src'].filter((root) => existsSync(join(folder, root)));
  if (roots.length === 0) return { fileCount: 0, violations: [] };

  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', ...roots],
    { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (!stdout.startsWith('{')) throw new Error(stderr.trim() || stdout.trim());
  const { modules, summary } = JSON.parse(stdout) as CruiseReport; // the cruiser's own format
  return {
    fileCount: modules.filter(({ source }) => /^(bot|dialogs|src)\//.test(source)).length,
    violations: summary.violations.map(({ rule: { name }, from, to }) => ({
      rule: name,
      from,
      to,
      comment: summary.ruleSetUsed.forbidden.find((one) => one.name === name)?.comment ?? '',
    })),
  };
}

interface CruiseReport {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string };
      readonly from: string;
      readonly to: string;
    }[];
    readonly ruleSetUsed: {
      readonly forbidden: readonly { readonly name: string; readonly comment?: string }[];
    };
  };
}
