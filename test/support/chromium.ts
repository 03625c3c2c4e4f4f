import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import { onTestFinished } from 'vitest';
import { patienceMs } from './patience.ts';

const disabledFeatures = [
  // A page for the suggestions under an address bar that nobody sees: a third of the time that a new screen takes.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  // A process in reserve for the next page, which none of our tests opens.
  'SpareRendererForSitePerProcess',
  // Chromium hears only the last list, so these of Playwright's own are said again: quiet, and no waiting to paint.
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

/** Quiet: nothing that the browser does on its own must look like a request of the page. */
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A screen's pages share a process: else its blank page and the one it goes to begin one each.
  '--renderer-process-limit=1',
  `--disable-features=${disabledFeatures.join(',')}`,
];

let started: Promise<Browser> | undefined;

interface Screen {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses of everything the pages of this screen asked for. */
  readonly requested: readonly string[];
  /** What the pages complained about. */
  readonly complaints: readonly string[];
}

type ColorScheme = 'light' | 'dark';

/** A shopper's phone, 390x844, with nothing stored on it. It is closed with its test. */
export function openPhone(
  chromiumPath: string,
  colorScheme: ColorScheme = 'light',
): Promise<Screen> {
  return open(chromiumPath, { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme });
}

/** An agent's desk, 1440x900, with nothing stored on it. It is closed with its test. */
export function openDesktop(
  chromiumPath: string,
  colorScheme: ColorScheme = 'light',
): Promise<Screen> {
  return open(chromiumPath, { viewport: { width: 1440, height: 900 }, colorScheme });
}

async function open(chromiumPath: string, options: BrowserContextOptions): Promise<Screen> {
  const browser = await openBrowser(chromiumPath);
  const context = await browser.newContext({
    ...options,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  onTestFinished(() => context.close());
  context.setDefaultTimeout(patienceMs);
  const requested: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => requested.push(request.url()));
  context.on('weberror', (error) => complaints.push(error.error().message));
  context.on('console', (message) => {
    const isNetwork = message.text().includes('Failed to load resource');
    if (message.type() === 'error' && !isNetwork) complaints.push(message.text());
  });
  const page = await context.newPage();
  page.on('websocket', (socket) => requested.push(socket.url()));
  return { context, page, requested, complaints };
}

/** One Chromium for all screens of a worker: they know nothing of one another. It ends, and tidies up, with the worker. */
function openBrowser(executablePath: string): Promise<Browser> {
  started ??= chromium.launch({ executablePath, args: flags });
  return started;
}
