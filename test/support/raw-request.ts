import { connect, type Socket } from 'node:net';

/** A connection that says exactly this, and no more until the test does. */
export function openRaw(origin: string, lines: readonly string[], body = ''): Socket {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.on('error', () => undefined); // the server may hang up: what it said before counts
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
  return socket;
}

/** Sends a request without a body, as no HTTP client would let us; resolves with all of the answer. */
export function rawRequest(
  { origin }: { readonly origin: string },
  lines: readonly string[],
): Promise<string> {
  return readToEnd(openRaw(origin, [...lines, 'Connection: close']));
}

/** Everything the server says until it hangs up. */
export async function readToEnd(socket: Socket): Promise<string> {
  let answer = '';
  for await (const part of socket) answer += part;
  return answer;
}
