import type { DecideTurn } from '../../bot/turn/decide-turn.ts';
import type { EntryBody } from '../../src/conversation/log-entry.ts';
import type { Json } from '../../src/kernel/json.ts';

/** What the bot says to a text, at a moment of the server's clock. */
export type Script = Readonly<Record<string, (now: number) => EntryBody>>;

/** A bot that follows a script, word for word; anything else it says back as it understood it. */
export function scriptedBot(script: Script): DecideTurn {
  return async ({ state, entry, now }) => {
    const { text = '', value = null, files = [] } = entry.body ?? {};
    const said = script[text]?.(now) ?? { text: echo(text, value, files.length) };
    return {
      state,
      entries: [{ kind: 'message', author: { role: 'bot', id: 'anxin' }, body: said }],
      effects: [],
    };
  };
}

function echo(text: string, value: Json, fileCount: number): string {
  return `收到「${text}」，附带 ${JSON.stringify(value)}，文件 ${fileCount} 个`;
}
