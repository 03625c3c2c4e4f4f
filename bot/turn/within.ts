import { AppError } from '../../src/kernel/errors.ts';

/** Waits for `work`, at most so long; then throws, while the work itself goes on unheard. */
export async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    const tooLong = () => reject(new AppError('INTERNAL', `no end within ${limitMs} ms`));
    timer = setTimeout(tooLong, limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
