import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createEventWriter, type EventWriter } from '../../../src/http/event-writer.ts';
import { type Mounted, mount } from '../../support/mount.ts';

let mounted: Mounted | undefined;
afterEach(() => mounted?.close());

/** A reader of a stream who has not read anything yet, and the stream's writer. */
async function openReader() {
  let begun: (writer: EventWriter) => void = () => undefined;
  const writing = new Promise<EventWriter>((resolve) => {
    begun = resolve;
  });
  let ended: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    ended = resolve;
  });
  mounted = await mount((app) => {
    app.use((_request, response) => begun(createEventWriter(response, ended)));
  });
  const socket = connect(Number(new URL(mounted.url).port), '127.0.0.1');
  socket.on('error', () => undefined); // cut off: the point of the test
  socket.write('GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n');
  socket.pause();
  return { socket, writer: await writing, closed };
}

const large = { event: 'entry', data: { text: '长'.repeat(100_000) } };
/** More than any buffer of the system. */
const huge = { event: 'entry', data: { text: '长'.repeat(2_000_000) } };

/** Writes until the system's buffers are full and the reader holds us up. */
async function fill(writer: EventWriter): Promise<void> {
  for (let written = 0; written < 200 && writer.isOpen(); written += 1) {
    const sent = writer.send(large).then(() => 'sent');
    const waited = new Promise((resolve) => setImmediate(() => resolve('held up')));
    if ((await Promise.race([sent, waited])) === 'held up') return;
  }
}

test('one event is written in the form of the standard', async () => {
  const { socket, writer } = await openReader();
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.resume();

  await writer.send({ event: 'entry', id: 'c1:7', data: { text: '一\n二' } });
  await writer.send({ event: 'queue', data: {} });
  writer.end();
  await once(socket, 'end');

  expect(text).toContain('Content-Type: text/event-stream');
  expect(text).toContain('event: entry\nid: c1:7\ndata: {"text":"一\\n二"}\n\n');
  expect(text).toContain('event: queue\ndata: {}\n\n');
});

test('a reader who takes nothing from one beat to the next is cut off', async () => {
  const { writer, closed } = await openReader();
  await fill(writer);

  writer.beat();
  expect(writer.isOpen()).toBe(true);
  writer.beat();
  await closed;

  expect(writer.isOpen()).toBe(false);
  await writer.send(large);
});

test('a reader too far behind is cut off at once, and who waited for it goes on', async () => {
  const { writer, closed } = await openReader();

  const waiting = Array.from({ length: 8 }, () => writer.send(huge));
  await closed;
  await Promise.all(waiting);

  expect(writer.isOpen()).toBe(false);
});
