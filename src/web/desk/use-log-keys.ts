import type { Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect } from 'react';

/** What of a page is scrolled at once: a line or two stay in sight. */
const pageShare = 0.9;

/**
 * Home, End and the page keys of a virtual log. The browser's own way is a slow glide, which ends early whenever a row
 * that comes into sight turns out higher than was guessed.
 */
export function useLogKeys(
  frame: RefObject<HTMLElement | null>,
  virtual: Virtualizer<HTMLElement, Element>,
): void {
  useEffect(() => {
    const element = frame.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (element === null || event.target !== element) return;
      if (scrollBy(event.key, element, virtual)) event.preventDefault();
    };
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, [frame, virtual]);
}

/** False where the key has no meaning here. */
function scrollBy(
  key: string,
  element: HTMLElement,
  virtual: Virtualizer<HTMLElement, Element>,
): boolean {
  switch (key) {
    case 'Home':
      virtual.scrollToIndex(0, { align: 'start' });
      return true;
    case 'End':
      virtual.scrollToEnd();
      return true;
    case 'PageUp':
    case 'PageDown': {
      const distance = element.clientHeight * pageShare;
      element.scrollBy({ top: key === 'PageUp' ? -distance : distance, behavior: 'instant' });
      return true;
    }
    default:
      return false;
  }
}
