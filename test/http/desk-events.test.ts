import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EntryView, HandoffList, HeldList } from '../../src/api/desk.ts';
import { eventsNamed, type ReceivedEvent, signIn, type TestDesk } from '../support/desk-client.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { openShopper, type TestShopper } from '../support/test-shopper.ts';

let served: ServedHere;
let desk: TestDesk;
beforeAll(async () => {
  served = await serveHere();
  desk = await signIn({ url: served.url, token: served.anxin.secrets.apiToken }, '林溪');
});
afterAll(() => served.close());

async function waitingShopper(): Promise<TestShopper> {
  const shopper = await openShopper(served.url);
  await shopper.send('转人工');
  await shopper.waitFor(({ name }) => name === 'handoff.status');
  return shopper;
}

const textsOf = (events: readonly ReceivedEvent[]) =>
  eventsNamed(events, 'entry').flatMap(({ data }) => data.entry.body?.text ?? []);
const seqsOf = (events: readonly ReceivedEvent[]) =>
  eventsNamed(events, 'entry').map(({ data }) => data.entry.seq);
const hasText = (text: string) => (events: readonly ReceivedEvent[]) =>
  textsOf(events).includes(text);
const lastQueue = (events: readonly ReceivedEvent[]): HandoffList =>
  eventsNamed(events, 'queue').at(-1)?.data ?? { handoffs: [], agents: [] };
const lastHeld = (events: readonly ReceivedEvent[]): HeldList =>
  eventsNamed(events, 'held').at(-1)?.data ?? { conversations: [] };
const names = ({ handoffs }: HandoffList) => handoffs.map(({ conversationId }) => conversationId);

describe('the stream of the desk', () => {
  test('begins with both lists and shows who joins, is taken and given back', async () => {
    const { events, drop } = await desk.watch('');
    await events.until((all) => all.length >= 2);
    expect(events.all.slice(0, 2).map(({ event, id }) => [event, id])).toEqual([
      ['queue', null],
      ['held', null],
    ]);

    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    await events.until((all) => names(lastQueue(all)).includes(conversationId));
    const claim = await desk.post(`/api/handoffs/${conversationId}/claim`, {});
    const { epoch } = await claim.json();
    await events.until((all) => !names(lastQueue(all)).includes(conversationId));
    await events.until((all) => JSON.stringify(lastHeld(all)).includes(conversationId));
    await desk.post(`/api/handoffs/${conversationId}/close`, { epoch });
    await events.until((all) => !JSON.stringify(lastHeld(all)).includes(conversationId));

    drop();
    shopper.close();
  });

  test('shows who is at the desk, each once, and the list says the same', async () => {
    const [one, again] = [await desk.watch(''), await desk.watch('')];
    const other = await signIn({ url: served.url, token: served.anxin.secrets.apiToken }, '周禾');
    const others = await other.watch('');
    const present = (events: readonly ReceivedEvent[]) =>
      lastQueue(events).agents.map(({ name }) => name);

    await one.events.until((all) => present(all).includes('周禾'));

    expect(present(one.events.all).sort()).toEqual(['周禾', '林溪'].sort());
    const list = await (await desk.get('/api/handoffs')).json();
    expect(list.agents).toEqual(lastQueue(one.events.all).agents);
    for (const { drop } of [one, again, others]) drop();
  });

  test('brings every entry of the watched conversation and who speaks in it', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    const { events, drop } = await desk.watch(`conversationId=${conversationId}&after=0`);

    await events.until((all) => eventsNamed(all, 'owner').length === 1);
    const claim = await desk.post(`/api/handoffs/${conversationId}/claim`, {});
    const { epoch } = await claim.json();
    await shopper.send('在吗');
    await events.until(hasText('在吗'));
    await desk.post(`/api/handoffs/${conversationId}/reply`, {
      text: '在的，您请讲。',
      epoch,
      lastSeenSeq: 1000,
    });
    await events.until(hasText('在的，您请讲。'));
    await events.until((all) => eventsNamed(all, 'owner').length === 2);
    await events.until((all) => eventsNamed(all, 'context').length > 0);

    const entries = eventsNamed(events.all, 'entry');
    expect(seqsOf(events.all)).toEqual(entries.map((_entry, at) => at + 1));
    expect(entries.map(({ id }) => id)).toEqual(
      entries.map((_entry, at) => `${conversationId}:${at + 1}`),
    );
    const owners = eventsNamed(events.all, 'owner').map(({ data }) => data);
    expect(owners).toMatchObject([
      { owner: { kind: 'queue' }, ownerName: null },
      { owner: { kind: 'agent', agentId: 'a01', epoch }, ownerName: '林溪' },
    ]);
    drop();
    shopper.close();
  });

  test('resumes behind the last event across dropped connections: nothing lost, nothing doubled', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    const claim = await desk.post(`/api/handoffs/${conversationId}/claim`, {});
    expect(claim.status).toBe(200);
    const got: EntryView[] = [];
    let lastEventId: string | undefined;

    for (let round = 0; round < 4; round += 1) {
      const stream = await desk.watch(`conversationId=${conversationId}&after=0`, lastEventId);
      await shopper.send(`第${round}轮`);
      await stream.events.until(hasText(`第${round}轮`));
      stream.drop();
      await stream.ended;
      await shopper.send(`第${round}轮断线时`);
      const entries = eventsNamed(stream.events.all, 'entry');
      got.push(...entries.map(({ data }) => data.entry));
      lastEventId = entries.at(-1)?.id ?? lastEventId;
    }
    const last = await desk.watch(`conversationId=${conversationId}`, lastEventId);
    await last.events.until(hasText('第3轮断线时'));
    got.push(...eventsNamed(last.events.all, 'entry').map(({ data }) => data.entry));

    const view = await (await desk.get(`/api/conversations/${conversationId}`)).json();
    expect(got).toEqual(view.entries);
    last.drop();
    shopper.close();
  });

  test('of a Last-Event-ID of another conversation nothing is believed', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;

    const stream = await desk.watch(`conversationId=${conversationId}&after=0`, 'other:3');
    await stream.events.until((all) => eventsNamed(all, 'owner').length > 0);

    expect(seqsOf(stream.events.all)[0]).toBe(1);
    stream.drop();
    shopper.close();
  });

  test('a place ahead of the log, as after a restore, begins anew and says so', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;

    const stream = await desk.watch(`conversationId=${conversationId}&after=900`);
    await stream.events.until((all) => eventsNamed(all, 'owner').length > 0);

    const log = stream.events.all.filter(({ event }) => event === 'reset' || event === 'entry');
    expect(log[0]?.event).toBe('reset');
    expect(seqsOf(log)[0]).toBe(1);
    stream.drop();
    shopper.close();
  });

  test('shows that the shopper is typing, to whoever has the conversation open', async () => {
    const shopper = await waitingShopper();
    const { conversationId } = shopper;
    const open = await desk.watch(`conversationId=${conversationId}`);
    const elsewhere = await desk.watch('');
    await open.events.until((all) => eventsNamed(all, 'owner').length > 0);

    await shopper.send('', { type: 'typing' });
    await open.events.until((all) => eventsNamed(all, 'typing').length === 1);
    await shopper.send('打完了');
    await open.events.until(hasText('打完了'));

    expect(eventsNamed(elsewhere.events.all, 'typing')).toEqual([]);
    open.drop();
    elsewhere.drop();
    shopper.close();
  });

  test('is closed to strangers and to shoppers, and knows no conversation that is not', async () => {
    const shopper = await openShopper(served.url);
    const nobody = await fetch(`${served.url}/api/events`);
    const token = { authorization: `Bearer ${shopper.token}` };
    const asShopper = await fetch(`${served.url}/api/events`, { headers: token });
    const unknown = await desk.get('/api/events?conversationId=nowhere');

    expect([nobody.status, asShopper.status, unknown.status]).toEqual([401, 401, 404]);
    shopper.close();
  });

  test('an agent has six pages open at most; a closed one makes room', async () => {
    const own = await signIn({ url: served.url, token: served.anxin.secrets.apiToken }, '周禾');
    const streams = await Promise.all(Array.from({ length: 6 }, () => own.watch('')));

    const seventh = await own.get('/api/events');
    streams[0]?.drop();
    await streams[0]?.ended;
    const eighth = await opened(own);

    expect(seventh.status).toBe(429);
    for (const stream of [...streams, eighth]) stream.drop();
  });

  test('ends when the server drains', async () => {
    const own = await serveHere();
    const door = { url: own.url, token: own.anxin.secrets.apiToken };
    const stream = await (await signIn(door, '林溪')).watch('');
    await stream.events.until((all) => all.length >= 2);

    await Promise.all([own.close(), stream.ended]);
  });
});

/** The server learns of a hang-up a moment after the client: asks until it has. */
async function opened(own: TestDesk) {
  for (;;) {
    const stream = await own.watch('').catch(() => null);
    if (stream) return stream;
  }
}
