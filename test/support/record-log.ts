import type { Logger } from '../../src/kernel/logger.ts';

export interface LogLine {
  readonly level: string;
  readonly facts: object;
  readonly message: string;
}

/** A logger whose lines a test can read. */
export function recordLog(): { readonly logger: Logger; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const at = (level: string) => (facts: object, message: string) => {
    lines.push({ level, facts, message });
  };
  return {
    lines,
    logger: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
  };
}
