/**
 * Keeps the composer above the keyboard where the browser does not resize the page for it (older iOS): the
 * stylesheet takes `--visible-height` before `100dvh`.
 */
export function followViewport(): void {
  const viewport = globalThis.visualViewport;
  if (!viewport) return;
  viewport.addEventListener('resize', () => {
    const isCovered = innerHeight - viewport.height > 1 && viewport.scale === 1;
    const { style } = document.documentElement;
    if (isCovered) style.setProperty('--visible-height', `${viewport.height}px`);
    else style.removeProperty('--visible-height');
    if (isCovered) scrollTo(0, 0);
  });
}
