import { useState } from 'preact/hooks';
import { createSessionMemory } from '../shared/session-memory.ts';

const memory = createSessionMemory();
const draftKey = 'anxin.draft';

/** What is being written; a reload does not lose it. */
export function useDraft(): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => memory.read(draftKey) ?? '');
  const write = (next: string) => {
    setText(next);
    memory.write(draftKey, next);
  };
  return [text, write];
}
