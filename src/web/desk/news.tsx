import type { EntryView } from '../../api/desk.ts';

/** Says aloud what the shopper wrote last; the log itself is quiet, for it is redrawn while it scrolls. */
export function News({ entries }: { readonly entries: readonly EntryView[] }) {
  const last = entries.at(-1);
  const isShoppers = last?.kind === 'message' && last.author.role === 'shopper';
  return (
    <p className="unseen" role="status">
      {isShoppers ? `顾客：${last.body?.text ?? '发来文件'}` : ''}
    </p>
  );
}
