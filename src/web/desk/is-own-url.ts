/** Whether an address is our own server's. */
export function isOwnUrl(url: string): boolean {
  return URL.canParse(url, location.href) && new URL(url, location.href).origin === location.origin;
}
