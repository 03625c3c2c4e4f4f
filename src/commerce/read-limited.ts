import { AppError } from '../kernel/errors.ts';

/** Reads an answer as UTF-8 up to `mostBytes`; ORDERS_BROKEN beyond, ORDERS_DOWN when it breaks off. */
export async function readLimited(response: Response, mostBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  for (let readBytes = 0; ; ) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new AppError('ORDERS_DOWN', 'the answer broke off', { cause });
    });
    if (done) return text + decode(decoder);
    readBytes += value.length;
    if (readBytes > mostBytes) {
      await reader.cancel();
      throw new AppError('ORDERS_BROKEN', `the answer is larger than ${mostBytes} bytes`);
    }
    text += decode(decoder, value);
  }
}

/** Without a chunk: the end, where half a character is an error too. */
function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new AppError('ORDERS_BROKEN', 'the answer is not UTF-8');
  }
}
