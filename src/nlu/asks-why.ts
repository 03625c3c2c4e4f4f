import { normalise } from './normalise.ts';

const why =
  /^(?:(?:那|这|你们?|您)?(?:凭什么|凭啥|为什么|为啥|为何|怎么就?|咋就?|什么(?:规定|道理|依据|理由)|哪条规定|哪里写))/u;

/** Whether a message asks for the reasons of what was just said: 凭什么不能退. */
export function asksWhy(text: string): boolean {
  return why.test(normalise(text).text);
}
