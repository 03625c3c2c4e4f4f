import { readHumanLines } from '../../test/evaluation/human-lines.ts';
import { openWayOutStage, type WayOutStage } from '../../test/support/way-out-stage.ts';
import { accuracyWithInterval, printTable } from './tables.ts';

const shown = 20;

/** Every wish for a person at every place of a conversation, and look-alikes where nothing is open. */
export async function evaluateHuman(): Promise<void> {
  const stage = await openWayOutStage();
  const kept = await notQueued(stage, readHumanLines('wishes'));
  const lookAlikes = readHumanLines('look-alikes');
  const begun = { name: 'begun', state: stage.fresh };
  const missedAlike = await notQueued({ ...stage, places: [begun] }, lookAlikes);
  await stage.close();

  const wishCount = readHumanLines('wishes').length;
  const turns = wishCount * stage.places.length;
  console.log('\n## Wishes for a person\n');
  printTable(
    ['asked', 'turns', 'as it should be (95 %)'],
    [
      [
        `${wishCount} wishes at ${stage.places.length} places reach the queue`,
        turns,
        share(turns - kept.length, turns),
      ],
      [
        'look-alikes stay with the bot',
        lookAlikes.length,
        share(missedAlike.length, lookAlikes.length),
      ],
    ],
  );
  const queued = lookAlikes.filter((line) => !missedAlike.some(({ text }) => text === line));
  for (const { place, text } of kept.slice(0, shown)) console.log(`not heard, ${place}: ${text}`);
  for (const text of queued.slice(0, shown)) console.log(`taken for a wish: ${text}`);
}

interface Kept {
  readonly place: string;
  readonly text: string;
}

/** What stayed with the bot. */
async function notQueued(
  { places, say }: WayOutStage,
  lines: readonly string[],
): Promise<readonly Kept[]> {
  const kept: Kept[] = [];
  for (const text of lines)
    for (const { name, state } of places) {
      const decided = await say(text, state);
      if (decided.state.owner.kind !== 'queue') kept.push({ place: name, text });
    }
  return kept;
}

const share = (right: number, count: number) =>
  accuracyWithInterval({ accuracy: right / count, count });
