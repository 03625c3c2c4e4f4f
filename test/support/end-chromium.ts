import { afterAll } from 'vitest';
import { closeBrowser } from './chromium.ts';

// Runs with each file: Chromium removes its profile only where it is closed.
afterAll(closeBrowser);
