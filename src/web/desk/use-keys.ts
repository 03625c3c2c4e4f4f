import { useEffect, useEffectEvent } from 'react';

/** What of a key press decides. */
export interface KeyPress {
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Listens on the whole page; `onPress` returns true where the key was meant for it. */
export function useKeys(onPress: (press: KeyPress) => boolean): void {
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || document.querySelector('dialog[open]') !== null) return;
    if (onPress(event)) event.preventDefault();
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => listen(event);
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

/** Ctrl+1 or Alt+1 → 0. Two ways, because each browser keeps one of them for its own tabs. */
export function suggestionIndex({ code, ctrlKey, altKey, metaKey, shiftKey }: KeyPress) {
  const [, digit] = /^Digit([1-3])$/.exec(code) ?? [];
  if (digit === undefined || ctrlKey === altKey || metaKey || shiftKey) return null;
  return Number(digit) - 1;
}

/** The letter of an Alt+letter, upper case; else null. By its place, for Alt types other characters on some keyboards. */
export function altLetter({ code, ctrlKey, altKey, metaKey, shiftKey }: KeyPress): string | null {
  if (!altKey || ctrlKey || metaKey || shiftKey) return null;
  return /^Key([A-Z])$/.exec(code)?.[1] ?? null;
}
