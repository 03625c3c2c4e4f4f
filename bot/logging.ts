import { pino } from 'pino';
import { maskPersonalData } from '../src/conversation/masking.ts';
import type { Logger } from '../src/kernel/logger.ts';
import type { Config } from './config.ts';

const maxDepth = 6;

/** JSON lines on standard output. Every string is masked, whoever logs it: a last line of defence, not a licence to log what people say. */
export function createLogger(
  level: Config['logLevel'],
  destination?: NodeJS.WritableStream,
): Logger {
  const options = {
    level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    // pino's own would read the description of an error as an error once more.
    serializers: { err: (described: unknown) => described },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (facts: object) => maskDeep(facts, 0) as Record<string, unknown>,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

function maskDeep(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return maskPersonalData(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '[deep]';
  if (value instanceof Date || value instanceof URL) return maskDeep(value.toJSON(), depth);
  if (Array.isArray(value)) return value.map((member) => maskDeep(member, depth + 1));
  const source = value instanceof Error ? describeError(value) : value;
  return Object.fromEntries(
    Object.entries(source).map(([key, member]) => [key, maskDeep(member, depth + 1)]),
  );
}

/** What a reader of the log needs of an error; its cause, and those of an AggregateError, stand in it in the same form. */
function describeError(error: Error): object {
  const { message, stack, cause } = error;
  return {
    ...error,
    type: error.constructor.name,
    message,
    stack,
    ...(cause === undefined ? {} : { cause }),
    ...(error instanceof AggregateError ? { errors: error.errors } : {}),
  };
}
