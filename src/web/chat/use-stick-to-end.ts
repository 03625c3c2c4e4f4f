import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Nearer than this to the end counts as being there. */
const nearPx = 80;
/** Air above a message that is shown from its beginning. */
const airPx = 12;

interface StickToEnd {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** The shopper reads further up: nothing moves under the eyes. */
  readonly isAway: boolean;
  readonly toEnd: () => void;
}

/**
 * Keeps a scroller at its end while `content` grows, unless the reader has left the end; what the reader
 * writes (`ownCount` grows) brings the end back.
 */
export function useStickToEnd(content: readonly unknown[], ownCount: number): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAway, setAway] = useState(false);
  const isSticking = useRef(true);
  const lastOwnCount = useRef(ownCount);

  useLayoutEffect(() => {
    if (ownCount > lastOwnCount.current) isSticking.current = true;
    lastOwnCount.current = ownCount;
    if (isSticking.current) showEnd(scroller.current);
  }, [...content, ownCount]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    let lastTop = element.scrollTop;
    const look = () => {
      const rest = element.scrollHeight - element.scrollTop - element.clientHeight;
      if (rest < nearPx) isSticking.current = true;
      else if (element.scrollTop < lastTop) isSticking.current = false;
      lastTop = element.scrollTop;
      setAway(rest > element.clientHeight / 2);
    };
    // The keyboard opens, the window turns, a picture gets its height: stay at the end.
    const settle = () => (isSticking.current ? showEnd(element) : look());
    const resized = new ResizeObserver(settle);
    resized.observe(element);
    element.addEventListener('load', settle, true);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('load', settle, true);
      element.removeEventListener('scroll', look);
    };
  }, []);

  const toEnd = () => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  };
  return { scroller, isAway, toEnd };
}

/** A message taller than the screen is shown from its beginning: that is where reading starts. */
function showEnd(scroller: HTMLElement | null): void {
  const last = scroller?.lastElementChild;
  if (!scroller || !(last instanceof HTMLElement)) return;
  const isTaller = last.offsetHeight > scroller.clientHeight;
  const beginning = last.offsetTop - airPx;
  if (!isTaller) scroller.scrollTop = scroller.scrollHeight;
  else if (scroller.scrollTop < beginning) scroller.scrollTop = beginning;
}
