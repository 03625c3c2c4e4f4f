import { AppError } from '../../../src/kernel/errors.ts';

/** The place in the log up to which a client has everything: `<epoch>-<seq>`, opaque to clients. */
export function formatWatermark(epoch: string, seq: number): string {
  return `${epoch}-${seq}`;
}

/**
 * The seq after which the client wants to go on. From the start where it says nothing (`''`, `-`), or where
 * the mark is of another epoch: the log was restored since, and a replay beats a gap.
 */
export function parseWatermark(epoch: string, watermark: unknown): number {
  if (watermark === undefined || watermark === '' || watermark === '-') return 0;
  const parts =
    typeof watermark === 'string' ? /^(?:(.{1,128})-)?(\d{1,15})$/.exec(watermark) : null;
  if (!parts)
    throw new AppError('BAD_REQUEST', 'watermark: use the one last received, or none', {
      details: { fields: [{ field: 'watermark', problem: 'not a watermark of this service' }] },
    });
  return parts[1] === epoch ? Number(parts[2]) : 0;
}
