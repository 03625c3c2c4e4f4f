import { AppError } from '../kernel/errors.ts';
import { placeholder, type ReplyKey } from './replies.ts';
import type { Revision } from './revision.ts';

/** Facts by placeholder name. */
export type ReplyFacts = Readonly<Record<string, string | number>>;

/** Puts `facts` into the placeholders of a reply. A placeholder without its fact is a bug of ours and throws: no shopper sees braces. */
export function fillReply(template: string, facts: ReplyFacts = {}): string {
  return template.replace(placeholder, (_whole, name: string) => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact === undefined)
      throw new AppError('INTERNAL', `reply "${template}" needs {${name}}: pass it in facts`);
    return String(fact);
  });
}

/** The sentence of the revision under `key`, filled. */
export function sayReply(revision: Revision, key: ReplyKey, facts: ReplyFacts = {}): string {
  const template = revision.replies.get(key);
  if (template === undefined)
    throw new AppError(
      'INTERNAL',
      `revision ${revision.id} has no reply "${key}": see replies/zh-CN.yaml`,
    );
  return fillReply(template, facts);
}
