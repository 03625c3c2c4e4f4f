import type { Actor, AftersalesCase, Answer, Attachment } from './case.ts';
import { type DueOf, moveCase } from './move-case.ts';

/** History holds no personal data: whose case it is says who the shopper is. */
const shopper: Actor = { role: 'shopper', id: 'shopper' };

/** A case with what its shopper sent for it: a case that waited for them goes on, any other stays where it is. */
export function answerCase(
  before: AftersalesCase,
  answer: Answer,
  { files, dueOf }: { readonly files: readonly Attachment[]; readonly dueOf: DueOf },
): AftersalesCase {
  const { at } = answer;
  const moved = moveCase(before, { move: 'answer', by: shopper, at }, dueOf);
  const after =
    moved.kind === 'moved'
      ? moved.after
      : { ...before, history: [...before.history, { at, what: 'sent', by: shopper }] };
  return { ...after, answer, attachments: [...before.attachments, ...files] };
}
