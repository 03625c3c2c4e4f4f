import type { ConversationState } from '../conversation/conversation-state.ts';
import type { LogEntry } from '../conversation/log-entry.ts';
import { maskPersonalData } from '../conversation/masking.ts';
import { formFromJson } from '../forms/form-state.ts';
import type { FindFormWords } from '../forms/form-words.ts';
import { wishesForPerson } from '../nlu/wish-for-person.ts';

export interface Outline {
  readonly preview: string | null;
  readonly wants: string | null;
  readonly urgency: readonly { readonly kind: string; readonly words: string }[];
}

/** Two lines of a row on the desk. */
const previewLength = 48;
/** 转人工 and the like; whoever writes more says something with it. */
const bareCallLength = 24;

/** What a row of a list tells: the shopper's last message that says something, and what they want. */
export function outlineConversation(
  state: Pick<ConversationState, 'form' | 'mood'>,
  recent: readonly LogEntry[],
  findWords: FindFormWords,
): Outline {
  const said = recent.filter(isShoppersText);
  const last = said.findLast(({ body }) => !isBareCall(body?.text ?? '')) ?? said.at(-1);
  const text = last?.body?.text;
  const form = formFromJson(state.form);
  return {
    preview: text === undefined ? null : shorten(maskForAgents(text)),
    wants: form && (findWords(form.form)?.title ?? null),
    urgency: state.mood?.signs ?? [],
  };
}

/** Whether a message calls for a person and says nothing else. */
export function isBareCall(text: string): boolean {
  return [...text.trim()].length <= bareCallLength && wishesForPerson(text);
}

/** Whether the shopper said it, in words. */
export function isShoppersText({ kind, author, body }: LogEntry): boolean {
  return kind === 'message' && author.role === 'shopper' && (body?.text ?? '').trim() !== '';
}

const maskNames: Readonly<Record<string, string>> = {
  email: '邮箱',
  card: '证件号',
  number: '号码',
  phone: '电话',
};

function maskForAgents(text: string): string {
  return maskPersonalData(text).replace(
    /\[(email|card|number|phone)\]/g,
    (_mask, kind: string) => `[${maskNames[kind]}]`,
  );
}

function shorten(text: string): string {
  const characters = [...text.replace(/\s+/gu, ' ').trim()];
  if (characters.length <= previewLength) return characters.join('');
  return `${characters.slice(0, previewLength).join('')}…`;
}
