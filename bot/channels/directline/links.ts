import type { ConversationId } from '../../../src/kernel/ids.ts';
import type { LinkFile } from '../render-activity.ts';
import type { Tokens } from './tokens.ts';

/** Where the server mounts this channel. */
export const mountPath = '/v3/directline';

/** Address of a stream that goes on after `watermark`; opens within a minute. */
export async function linkStream(
  tokens: Tokens,
  stream: {
    readonly origin: string;
    readonly conversationId: ConversationId;
    readonly watermark: string;
  },
): Promise<string> {
  const { origin, conversationId, watermark } = stream;
  const query = new URLSearchParams({
    watermark,
    t: await tokens.issueStream({ conversationId, origin }),
  });
  // http → ws, https → wss
  return `${origin.replace(/^http/, 'ws')}${mountPath}/conversations/${conversationId}/stream?${query}`;
}

/** Makes addresses of files below `origin`. */
export function createLinkFile(tokens: Tokens, origin: string): LinkFile {
  return async (fileId) =>
    `${origin}${mountPath}/files/${fileId}?t=${await tokens.issueFile(fileId)}`;
}
