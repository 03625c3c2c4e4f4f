import type { Activity } from '../../src/api/directline.ts';
import { readActivities, type StartedConversation } from './direct-line-calls.ts';
import type { DirectLineServer } from './direct-line-server.ts';

export interface SentFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type?: string;
}

/** Posts a form as our page and the official client do. */
export async function upload(
  { url, token }: Pick<StartedConversation, 'url' | 'token'>,
  files: readonly SentFile[],
  activity: object | null = { type: 'message', text: '见图' },
): Promise<Response> {
  const form = new FormData();
  if (activity !== null) {
    const type = 'application/vnd.microsoft.activity';
    form.append('activity', new Blob([JSON.stringify(activity)], { type }), 'blob');
  }
  for (const { name, bytes, type = 'image/jpeg' } of files)
    form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`${url}/upload?userId=dl_tester`, { method: 'POST', headers, body: form });
}

/** The shopper's newest activity. */
export async function lastOwn(conversation: StartedConversation): Promise<Activity | undefined> {
  const { activities } = await readActivities(conversation);
  return activities.findLast(({ from }) => from.role === 'user');
}

export async function download(activity: Activity | undefined, at = 0) {
  const response = await fetch(activity?.attachments?.[at]?.contentUrl ?? '');
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** Resolves when the server has begun to deal with that many more requests. */
export function nextRequests({ http }: DirectLineServer, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const countDown = () => {
      left -= 1;
      if (left > 0) return;
      http.off('request', countDown);
      resolve();
    };
    http.on('request', countDown);
  });
}
