import type { Page } from '../../kernel/document-store.ts';
import type { AuditStore } from '../../staff/audit-store.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { AuditWire } from '../wire.ts';
import { allRows, type Statements } from './statements.ts';

const pageLimit = 200;

/** Appends a line. */
export function addAudit(sql: Statements, note: Omit<AuditWire, 'at'>, now: number): void {
  sql.audit.add.run(now, note.actor, note.action, note.subject, note.details);
}

/** A page of lines, oldest first. */
export function listAudit(
  sql: Statements,
  page: Parameters<AuditStore['listAudit']>[0],
): Page<AuditWire> {
  const [after = 0] = page.after === undefined ? [] : readCursor(page.after, 1);
  const limit = Math.min(page.limit, pageLimit);
  const found = allRows<AuditWire & { number: number }>(sql.audit.list, after, limit + 1);
  const rows = found.slice(0, limit).map(({ number: _, ...line }) => line);
  const last = found[limit - 1];
  if (found.length <= limit || last === undefined) return { rows };
  return { rows, next: writeCursor([last.number]) };
}
