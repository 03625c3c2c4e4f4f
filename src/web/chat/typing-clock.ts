/** Who is about to speak. */
export type Typing = 'bot' | 'agent' | null;

/** Shows that somebody types, and takes it back when nothing came of it. */
export interface TypingClock {
  show(typing: Exclude<Typing, null>, forMs: number): void;
  clear(): void;
}

/** `onChange` hears of each change. */
export function createTypingClock(onChange: (typing: Typing) => void): TypingClock {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: Typing = null;
  const set = (typing: Typing) => {
    clearTimeout(timer);
    if (typing !== shown) onChange(typing);
    shown = typing;
  };
  return {
    show(typing, forMs) {
      set(typing);
      timer = setTimeout(() => set(null), forMs);
    },
    clear: () => set(null),
  };
}
