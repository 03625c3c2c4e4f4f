/** Runs work of one key one after another, of different keys side by side. */
export function createKeyedQueue<Key>() {
  const tails = new Map<Key, Promise<unknown>>();
  return async <T>(key: Key, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(key) ?? Promise.resolve();
    // A failure of the one before is that caller's; the next begins all the same.
    const mine = before.then(work, work);
    tails.set(key, mine);
    try {
      return await mine;
    } finally {
      if (tails.get(key) === mine) tails.delete(key);
    }
  };
}
