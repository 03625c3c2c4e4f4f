import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from '../src/kernel/errors.ts';
import { type FaultPoint, faultPoints } from '../src/kernel/fault.ts';

/** Everything that the environment decides. Nothing else of the server reads it. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly knowledgeDir: string;
  /** `null`: the embedded store in `dataDir`. */
  readonly redis: RedisConfig | null;
  /** `null`: the request's own origin. */
  readonly publicUrl: string | null;
  /** Peers that may name the visitor by X-Forwarded-For: addresses, subnets, and express's names for some. */
  readonly trustedProxies: readonly string[];
  readonly apiToken: string | null;
  readonly directLineSecret: string | null;
  readonly shopperJwtSecret: string | null;
  /** Orders come from a demonstration until there is an order system. */
  readonly ordersUrl: string | null;
  /** What we show the order system; `null`: it lets us in without. */
  readonly ordersToken: string | null;
  readonly segmenter: 'rs' | 'nodejieba';
  readonly rateLimits: 'on' | 'off';
  /** Epoch ms at which the clock starts, or `null` for the system's time. */
  readonly clockStart: number | null;
  readonly faultAt: FaultPoint | null;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

export interface RedisConfig {
  /** With user, password, number of the database, and `rediss:` for TLS. */
  readonly url: string;
  /** The nodes that know which Redis is the master of that name; `null`: it is the one in `url`. */
  readonly sentinel: {
    readonly master: string;
    readonly nodes: readonly { readonly host: string; readonly port: number }[];
  } | null;
  /** Takes a Redis that may lose what it has acknowledged. */
  readonly acceptsLoss: boolean;
}

const secret = z
  .string()
  .min(16, 'at least 16 characters; leave it unset and one is made at first start');

const proxyList =
  /^(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d{1,3})?)(,(loopback|linklocal|uniquelocal|[\da-f.:]+(\/\d{1,3})?))*$/;

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  KNOWLEDGE_DIR: z.string().min(1).default('./knowledge'),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'redis://… or rediss://…' }).optional(),
  REDIS_SENTINELS: z
    .string()
    .regex(/^[\w.-]+:\d{1,5}(,[\w.-]+:\d{1,5})*$/, 'host:port, several with commas between')
    .optional(),
  REDIS_MASTER: z.string().min(1).optional(),
  REDIS_ACCEPT_LOSS: z.enum(['on', 'off']).default('off'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: z
    .string()
    .regex(proxyList, 'addresses, subnets, loopback or uniquelocal, with commas between')
    .default('loopback'),
  API_TOKEN: secret.optional(),
  DIRECTLINE_SECRET: secret.optional(),
  SHOPPER_JWT_SECRET: secret.optional(),
  ORDERS_URL: z
    .url({ protocol: /^https?$/ })
    .refine(isBareAddress, 'leave out user name, password, query and fragment; use ORDERS_TOKEN')
    .optional(),
  ORDERS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, 'only visible ASCII characters, without spaces')
    .optional(),
  SEGMENTER: z.enum(['rs', 'nodejieba']).default('rs'),
  RATE_LIMITS: z.enum(['on', 'off']).default('on'),
  CLOCK_START: z.iso.datetime({ offset: true }).optional(),
  FAULT_AT: z.enum(faultPoints).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  NODE_ENV: z.string().optional(),
});

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

/** Reads the environment; CONFIG_INVALID names each bad variable, its value (secrets left out) and the remedy. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(filled);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => describe(issue, filled)));
  const values = parsed.data;
  const refused = refusals(values);
  if (refused.length > 0) throw invalid(refused);
  return {
    port: values.PORT,
    host: values.HOST,
    dataDir: resolve(values.DATA_DIR),
    knowledgeDir: resolve(values.KNOWLEDGE_DIR),
    redis: readRedis(values),
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    trustedProxies: values.TRUSTED_PROXIES.split(','),
    apiToken: values.API_TOKEN ?? null,
    directLineSecret: values.DIRECTLINE_SECRET ?? null,
    shopperJwtSecret: values.SHOPPER_JWT_SECRET ?? null,
    ordersUrl: values.ORDERS_URL?.replace(/\/+$/, '') ?? null,
    ordersToken: values.ORDERS_TOKEN ?? null,
    segmenter: values.SEGMENTER,
    rateLimits: values.RATE_LIMITS,
    clockStart: values.CLOCK_START === undefined ? null : Date.parse(values.CLOCK_START),
    faultAt: values.FAULT_AT ?? null,
    logLevel: values.LOG_LEVEL,
  };
}

/** This process's environment with changes, for a process that it begins. */
export function environmentWith(
  changes: Readonly<Record<string, string>>,
): Readonly<Record<string, string | undefined>> {
  return { ...process.env, ...changes };
}

type Environment = z.infer<typeof environment>;

function readRedis(values: Environment): RedisConfig | null {
  if (values.REDIS_URL === undefined) return null;
  return {
    url: values.REDIS_URL,
    sentinel: readSentinel(values),
    acceptsLoss: values.REDIS_ACCEPT_LOSS === 'on',
  };
}

function readSentinel({ REDIS_SENTINELS, REDIS_MASTER }: Environment): RedisConfig['sentinel'] {
  if (REDIS_SENTINELS === undefined || REDIS_MASTER === undefined) return null;
  const nodes = REDIS_SENTINELS.split(',').map((node) => {
    const [host = '', port] = node.split(':');
    return { host, port: Number(port) };
  });
  return { master: REDIS_MASTER, nodes };
}

function isBareAddress(address: string): boolean {
  const { username, password, search, hash } = new URL(address);
  return `${username}${password}${search}${hash}` === '';
}

/** Combinations that would be dangerous. */
function refusals(values: Environment): readonly string[] {
  const found: string[] = [];
  if (values.RATE_LIMITS === 'off' && !loopback.has(values.HOST)) {
    found.push(`RATE_LIMITS=off with HOST=${values.HOST}: allowed on 127.0.0.1 only`);
  }
  if ((values.REDIS_SENTINELS === undefined) !== (values.REDIS_MASTER === undefined)) {
    found.push('REDIS_SENTINELS and REDIS_MASTER: set both, or neither');
  }
  if (values.REDIS_SENTINELS !== undefined && values.REDIS_URL === undefined) {
    found.push('REDIS_SENTINELS: set REDIS_URL too, for user, password and TLS of the nodes');
  }
  if (values.NODE_ENV === 'production') {
    if (values.CLOCK_START) found.push('CLOCK_START: unset it when NODE_ENV=production');
    if (values.FAULT_AT) found.push('FAULT_AT: unset it when NODE_ENV=production');
  }
  return found;
}

function describe(
  issue: z.core.$ZodIssue,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const name = String(issue.path[0]);
  const value = env[name] ?? '';
  const isSecret = /TOKEN|SECRET|PASSWORD/.test(name) || value.includes('@');
  return `${name}=${isSecret ? '…' : value}: ${issue.message}`;
}

function invalid(problems: readonly string[]): AppError {
  return new AppError('CONFIG_INVALID', `bad environment:\n  ${problems.join('\n  ')}`);
}
