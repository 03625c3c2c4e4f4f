import { join } from 'node:path';
import type { InlineConfig } from 'vite';

/** A page that `npm run prepare` builds into `dist/web/<name>`. */
export interface PageBuild {
  readonly name: string;
  /** The path it is served under. */
  readonly base: string;
  /** Whose JSX its files are written in. */
  readonly jsx: 'preact' | 'react';
}

export const pageBuilds: readonly PageBuild[] = [
  { name: 'chat', base: '/', jsx: 'preact' },
  { name: 'rules', base: '/rules/', jsx: 'preact' },
  { name: 'desk', base: '/desk/', jsx: 'react' },
];

const repository = join(import.meta.dirname, '..', '..');

/** How Vite makes the page, into `outDir`. */
export function viteConfig({ name, base, jsx }: PageBuild, outDir: string): InlineConfig {
  return {
    configFile: false,
    logLevel: 'warn',
    root: join(repository, 'src', 'web', name),
    base,
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: jsx } },
    build: {
      // Browsers of 2020 and later: phones in shops are not renewed every year.
      target: 'es2020',
      outDir,
      emptyOutDir: true,
      modulePreload: { polyfill: false },
      // React's packages mark files for servers that render; here everything runs in the browser.
      rolldownOptions: { checks: { moduleLevelDirective: false } },
      // Fonts and pictures stay files of their own, which the page's security policy can name.
      assetsInlineLimit: 0,
    },
  };
}
