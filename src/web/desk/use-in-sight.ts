import { type RefObject, useEffect, useRef } from 'react';

/** Brings what has just unfolded into sight, and no further than it must. */
export function useInSight<Shown extends HTMLElement>(): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  useEffect(() => {
    // A virtual log learns of the new height at the end of the next frame, and moves; only then is there a place to see.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => shown.current?.scrollIntoView({ block: 'nearest' }));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return shown;
}
