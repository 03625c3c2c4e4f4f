interface Following<Wanted> {
  /** What is followed from the start. */
  readonly first: Wanted;
  learn(wanted: Wanted): Promise<void>;
  /** Told what went wrong, unless it is all ending. */
  onError(error: unknown): void;
  /** Aborted: nothing more is begun. */
  readonly ending: AbortSignal;
}

/** Learns one after another, and of those that wait only the last. */
export function followLatest<Wanted>({ first, learn, onError, ending }: Following<Wanted>) {
  let latest = first;
  let turn: Promise<void> = Promise.resolve();
  return {
    /** Resolves when it was learnt, when that failed, or when another is wanted by now. */
    follow(wanted: Wanted): Promise<void> {
      latest = wanted;
      turn = turn.then(async () => {
        if (ending.aborted || latest !== wanted) return;
        await learn(wanted).catch((error: unknown) => {
          if (!ending.aborted) onError(error);
        });
      });
      return turn;
    },
    settled: () => turn,
  };
}
