/** A few words kept for this tab, through reloads. */
export interface SessionMemory {
  read(key: string): string | null;
  write(key: string, text: string): void;
}

/** Where the browser forbids storage (private modes, blocked cookies) it remembers until the reload. */
export function createSessionMemory(): SessionMemory {
  const fallback = new Map<string, string>();
  return {
    read(key) {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return fallback.get(key) ?? null;
      }
    },
    write(key, text) {
      try {
        sessionStorage.setItem(key, text);
      } catch {
        fallback.set(key, text);
      }
    },
  };
}
