/** A wait that can be cut short, as when the network comes back. */
export interface Pause {
  wait(ms: number): Promise<void>;
  skip(): void;
}

/** Makes a pause on the browser's timers; one wait at a time. */
export function createPause(): Pause {
  let end = () => {};
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    skip: () => end(),
  };
}
