import { useNow } from './use-now.ts';
import { waitText } from './zh.ts';

/** From here on somebody has waited too long for grey. */
const longMs = 2 * 60_000;
const veryLongMs = 5 * 60_000;

/** How long a shopper has waited, ticking. */
export function Waiting({ since }: { readonly since: string }) {
  const waitedMs = useNow(1_000) - Date.parse(since);
  const colour = waitedMs >= veryLongMs ? 'chip-danger' : waitedMs >= longMs ? 'chip-wait' : '';
  return (
    <span className={`chip tabular ${colour}`}>
      <span className="unseen">已等待 </span>
      {waitText(waitedMs)}
    </span>
  );
}
