import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { ZodError } from 'zod';
import { AppError, errorTable, toAppError } from '../kernel/errors.ts';
import type { Json } from '../kernel/json.ts';
import type { Logger } from '../kernel/logger.ts';
import { newId } from '../kernel/random.ts';

/** The body of every refusal: RFC 9457. */
export interface Problem {
  readonly type: string;
  /** One Chinese sentence for a person. */
  readonly title: string;
  readonly status: number;
  readonly code: string;
  /** What a person reads out to support; the log has the cause under it. */
  readonly reference: string;
  readonly details?: Json;
}

interface ProblemOptions {
  /** Direct Line clients look for `error: {code, message}`. */
  readonly dialect?: 'problem' | 'direct-line';
  readonly makeReference?: () => string;
}

/** Seconds a client waits after a 503 that does not say better: the store's queue empties within one. */
const retryUnavailableSeconds = 2;

/** Ends a request that threw: logs the cause under a reference number, answers with the sentence and that number. */
export function problemHandler(logger: Logger, options: ProblemOptions = {}): ErrorRequestHandler {
  const { dialect = 'problem', makeReference = readableReference } = options;
  return (thrown: unknown, request, response, next) => {
    if (response.headersSent) {
      next(thrown);
      return;
    }
    const error = translate(thrown);
    const problem = describeProblem(error, makeReference());
    logProblem(logger, problem, { error, request });
    setRetryAfter(response, error);
    if (problem.status === 401) response.set('WWW-Authenticate', 'Bearer');
    const body =
      dialect === 'direct-line'
        ? { ...problem, error: { code: problem.code, message: problem.title } }
        : problem;
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(body));
  };
}

/** For requests that no route took. */
export const notFound: RequestHandler = (request) => {
  throw new AppError('NOT_FOUND', `no route for ${request.method} ${pathOf(request)}`);
};

/** The error as the client is told it, without an HTTP answer around it. */
function describeProblem(error: AppError, reference: string): Problem {
  const { status, say } = errorTable[error.code];
  return {
    type: `urn:anxin:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title: say,
    status,
    code: error.code,
    reference,
    ...(error.details === undefined ? {} : { details: error.details }),
  };
}

/** Eight hex digits in two groups: no letter that could be taken for a digit, short enough to be read out. */
function readableReference(): string {
  const digits = newId().slice(0, 8).toUpperCase();
  return `${digits.slice(0, 4)}-${digits.slice(4)}`;
}

function translate(thrown: unknown): AppError {
  if (thrown instanceof ZodError) return fromZod(thrown);
  const status = clientErrorStatus(thrown);
  if (thrown instanceof AppError || status === null) return toAppError(thrown);
  const code = status === 413 ? 'BODY_TOO_LARGE' : status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST';
  return new AppError(code, String(thrown), { cause: thrown });
}

function fromZod(error: ZodError): AppError {
  const fields = error.issues.map((issue) => ({
    field: issue.path.join('.') || '(body)',
    problem: issue.message,
  }));
  const named = fields.map(({ field, problem }) => `${field}: ${problem}`).join('; ');
  return new AppError('BAD_REQUEST', named, { cause: error, details: { fields } });
}

/** Express and its body parsers mark what the client did wrong with a 4xx `status`. */
function clientErrorStatus(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('status' in thrown)) return null;
  const { status } = thrown;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : null;
}

function logProblem(
  logger: Logger,
  problem: Problem,
  { error, request }: { readonly error: AppError; readonly request: Request },
): void {
  const facts = {
    reference: problem.reference,
    code: problem.code,
    status: problem.status,
    method: request.method,
    path: pathOf(request),
  };
  const { kind } = errorTable[error.code];
  if (kind === 'internal') logger.error({ ...facts, err: error }, 'request failed');
  // Comes with every request of a bad minute, and its stack says nothing.
  else if (kind === 'unavailable') logger.warn({ ...facts, ...reasonOf(error) }, 'request put off');
  else logger.debug({ ...facts, reason: error.message }, 'request refused');
}

function reasonOf({ message, cause }: AppError) {
  return { reason: message, ...(cause instanceof Error ? { cause: cause.message } : {}) };
}

/** Without the query: tokens of streams and files travel there. */
function pathOf(request: Request): string {
  return request.originalUrl.split('?', 1)[0] ?? '';
}

function setRetryAfter(response: Response, error: AppError): void {
  const { details } = error;
  const asked =
    details !== null && typeof details === 'object' && 'retryAfterSeconds' in details
      ? details['retryAfterSeconds']
      : undefined;
  if (typeof asked === 'number') response.set('Retry-After', String(asked));
  else if (errorTable[error.code].status === 503)
    response.set('Retry-After', String(retryUnavailableSeconds));
}
