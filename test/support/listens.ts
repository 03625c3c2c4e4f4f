import { once } from 'node:events';
import { connect } from 'node:net';

/**
 * Whether anybody takes connections there. To ask this of a server that starts, time and again, costs a quarter of
 * what a request costs that nobody takes.
 */
export async function listens(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
