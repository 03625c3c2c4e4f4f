import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

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
];

/** Starts the system's Chromium; playwright gives it a fresh profile and removes it. */
export function openChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: flags });
}

interface Screen {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Addresses of everything the pages of this screen asked for. */
  readonly requested: readonly string[];
  /** What the pages complained about. */
  readonly complaints: readonly string[];
}

type ColorScheme = 'light' | 'dark';

/** A shopper's phone, 390x844, with nothing stored on it. */
export function openPhone(browser: Browser, colorScheme: ColorScheme = 'light'): Promise<Screen> {
  return open(browser, { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme });
}

/** An agent's desk, 1440x900, with nothing stored on it. */
export function openDesktop(browser: Browser, colorScheme: ColorScheme = 'light'): Promise<Screen> {
  return open(browser, { viewport: { width: 1440, height: 900 }, colorScheme });
}

async function open(browser: Browser, options: BrowserContextOptions): Promise<Screen> {
  const context = await browser.newContext({
    ...options,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
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
