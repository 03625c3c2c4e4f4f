import { join } from 'node:path';
import { defineConfig } from 'vite';

/** The shopper's page. `src/cli/prepare.ts` builds it, into a folder it names itself. */
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'web', 'chat'),
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    // Browsers of 2020 and later: phones in shops are not renewed every year.
    target: 'es2020',
    outDir: join(import.meta.dirname, 'dist', 'web', 'chat'),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Fonts and pictures stay files of their own, which the page's security policy can name.
    assetsInlineLimit: 0,
  },
});
