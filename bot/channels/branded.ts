import { z } from 'zod';

/** Lets a zod schema of text end in an id: `z.string().transform(branded(parseConversationId))`. */
export function branded<T extends string>(parse: (text: string) => T | null) {
  return (text: string, context: z.RefinementCtx): T => {
    const id = parse(text);
    if (id !== null) return id;
    context.addIssue({ code: 'custom', message: 'not an id' });
    return z.NEVER;
  };
}
