import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** What grows under the shopper's hands is scrolled into sight; how it stands at first is the log's business. */
export function useKeptInSight<T extends HTMLElement>(
  changes: readonly unknown[],
): RefObject<T | null> {
  const root = useRef<T>(null);
  const isNew = useRef(true);
  useLayoutEffect(() => {
    if (!isNew.current) root.current?.scrollIntoView({ block: 'nearest' });
    isNew.current = false;
  }, changes);
  return root;
}
