import axe from 'axe-core';
import type { Locator, Page } from 'playwright-core';

const smallestTargetPx = 44;
const controls = 'button, a[href], textarea, summary, input:not([type=file])';

/** Serious and critical findings of axe, as `rule: element`. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  // Half a megabyte to send and to compile: once for each document.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  // Colours in the middle of a fade have no contrast to measure, and a row may arrive at any moment.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return page.evaluate(async () => {
    // axe puts itself on the window when its source runs.
    const { axe: injected } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await injected.run(document, { resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}

/** How a page may be dressed when it is looked at. */
interface Dress {
  readonly colorScheme: 'light' | 'dark';
  /** Unset: as the page is. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

export const light: Dress = { colorScheme: 'light' };
export const dark: Dress = { colorScheme: 'dark' };

/**
 * What the look finds in each dress, as `light 390: finding`. One walk leads to a state, however many dresses it is looked
 * at in; it goes on in the first.
 */
export async function findingsIn(
  page: Page,
  dresses: readonly [Dress, ...Dress[]],
  look: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const findings: string[] = [];
  for (const dress of dresses) {
    await putOn(page, dress);
    const width = page.viewportSize()?.width;
    findings.push(...(await look()).map((found) => `${dress.colorScheme} ${width}: ${found}`));
  }
  await putOn(page, dresses[0]);
  return findings;
}

async function putOn(page: Page, { colorScheme, viewport }: Dress): Promise<void> {
  // Without motion the colours are there at once.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  if (viewport) await page.setViewportSize(viewport);
}

/** Controls on the page that a thumb would miss, as `width x height words`. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.locator(`:is(${controls}):visible`).evaluateAll(
    (elements, smallest) =>
      elements
        .map((element) => ({ box: element.getBoundingClientRect(), words: element.textContent }))
        .filter(({ box }) => box.width < smallest || box.height < smallest)
        .map(({ box, words }) => `${box.width} x ${box.height} ${words}`),
    smallestTargetPx,
  );
}

/** Opens the clause of a citation; what comes in meanwhile may move it away under the pointer. */
export async function unfold(citation: Locator): Promise<void> {
  while ((await citation.getAttribute('aria-expanded')) !== 'true') await citation.click();
}
