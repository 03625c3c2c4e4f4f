import type { Locator, Page } from 'playwright-core';
import type { StartedServer } from '../support/start-server.ts';

/** A question that the shop's files answer word for word. */
const knownQuestion = '收到货几天内可以退？';

/** A question that no file answers: the bot offers choices, a person at least. */
export const unknownQuestion = '衣服怎么洗才不掉色';

/** Opens the page and waits until the bot has greeted. */
export async function openChat(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator('.row-bot[data-id]').first().waitFor();
}

export const composer = (page: Page): Locator => page.getByLabel('输入您的问题');

/** Types and sends with Enter. */
export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** The shopper's messages of that text in the log, with their tick. */
export function sentMessage(page: Page, text: string): Locator {
  return page.locator('.row-shopper[data-id]').filter({ hasText: text });
}

/** Asks until the bot answers with a clause; a did-you-mean on the way is answered by tapping the same question. */
export async function askForClause(page: Page): Promise<void> {
  const before = await page.locator('.row-bot[data-id]').count();
  await say(page, knownQuestion);
  await page.locator('.row-bot[data-id]').nth(before).waitFor();
  const choice = page.locator('.choice:enabled').filter({ hasText: knownQuestion });
  if ((await choice.count()) > 0) await choice.click();
  await page.locator('.citation').first().waitFor();
}

/** Says 转人工 by its button and waits for the place in the queue. */
export async function askForPerson(page: Page): Promise<void> {
  await page.locator('.way-out').click();
  await page.locator('.queue').waitFor();
}

/** Ids of the messages the page shows, in order. */
export function shownIds(page: Page): Promise<readonly (string | null)[]> {
  return page
    .locator('.row[data-id]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')));
}

interface Handoffs {
  readonly handoffs: readonly { readonly conversationId: string }[];
}

interface View {
  readonly entries: readonly { readonly seq: number; readonly kind: string }[];
}

/** What an agent does by REST. */
export function createAgent({ url, apiToken }: Pick<StartedServer, 'url' | 'apiToken'>) {
  async function call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        authorization: `Bearer ${apiToken}`,
        'x-agent': 'a01',
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}`);
    // The shapes are those of the wire; a wrong one fails the test that reads it.
    return (await response.json()) as T;
  }

  const view = (conversationId: string) => call<View>('GET', `/conversations/${conversationId}`);

  return {
    /** Ids of the conversation's messages, as the server's log has them. */
    async loggedIds(conversationId: string): Promise<readonly string[]> {
      const { entries } = await view(conversationId);
      return entries
        .filter(({ kind }) => kind === 'message')
        .map(({ seq }) => `${conversationId}|${String(seq).padStart(7, '0')}`);
    },

    /** Takes the only conversation that waits. */
    async claimNext() {
      const { handoffs } = await call<Handoffs>('GET', '/handoffs');
      const conversationId = handoffs[0]?.conversationId;
      if (conversationId === undefined || handoffs.length > 1) {
        throw new Error(`${handoffs.length} conversations wait, not one`);
      }
      const path = `/handoffs/${conversationId}`;
      const { epoch } = await call<{ readonly epoch: number }>('POST', `${path}/claim`, {});
      return {
        conversationId,
        async reply(text: string): Promise<void> {
          const lastSeenSeq = (await view(conversationId)).entries.at(-1)?.seq ?? 0;
          await call('POST', `${path}/reply`, { text, epoch, lastSeenSeq });
        },
        close: () => call<unknown>('POST', `${path}/close`, { epoch }),
      };
    },
  };
}
