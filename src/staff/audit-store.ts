import type { Page } from '../kernel/document-store.ts';
import type { Json } from '../kernel/json.ts';

/** Who did what to which thing, when. Append-only; written as an effect of the commit it tells about. */
export interface AuditLine {
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly details?: Json;
}

export interface AuditStore {
  /** Oldest first, at most 200 a page. */
  listAudit(page: { readonly after?: string; readonly limit: number }): Promise<Page<AuditLine>>;
}
