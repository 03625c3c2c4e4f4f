/** Tells when the device loses or finds its network, and when the page comes back to the eyes. */
export function watchNetwork(on: {
  readonly change: (isOffline: boolean) => void;
  readonly awake: () => void;
}): void {
  addEventListener('online', () => on.change(false));
  addEventListener('offline', () => on.change(true));
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') on.awake();
  });
}
