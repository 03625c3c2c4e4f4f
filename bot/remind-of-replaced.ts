import { readdir } from 'node:fs/promises';
import type { Clock } from '../src/kernel/clock.ts';
import type { Logger } from '../src/kernel/logger.ts';

const dayMs = 24 * 3_600_000;
/** Enough to notice that the wrong backup was put back. */
const mostDays = 7;

/** `before-restore-2026-11-26T04-00-00.000Z` */
const replaced = /^before-restore-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)$/;

/** Says at each start that data which a restore replaced is still there: no erasure reaches it. */
export async function remindOfReplaced(
  dataDir: string,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Promise<void> {
  for (const name of await readdir(dataDir)) {
    const [, day, hour, minute, second] = replaced.exec(name) ?? [];
    if (day === undefined) continue;
    const days = Math.floor(
      (clock.now() - Date.parse(`${day}T${hour}:${minute}:${second}`)) / dayMs,
    );
    if (days >= mostDays)
      logger.warn(
        { folder: name, days },
        'data from before a restore is still there, with what shoppers had erased: delete the folder',
      );
  }
}
