import { hkdfSync } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../src/kernel/errors.ts';
import { newId } from '../src/kernel/random.ts';
import type { Config } from './config.ts';

export interface Secrets {
  readonly apiToken: string;
  readonly directLineSecret: string;
  readonly shopperJwtSecret: string;
}

const kept = z.strictObject({
  apiToken: z.string().min(16),
  directLineSecret: z.string().min(16),
  shopperJwtSecret: z.string().min(16),
});

/** The secrets of the environment; what it leaves unset is made once and kept, readable by the owner only, in DATA_DIR/secrets.json. */
export function openSecrets(config: Config): Secrets {
  const made = readOrMake(config.dataDir);
  return {
    apiToken: config.apiToken ?? made.apiToken,
    directLineSecret: config.directLineSecret ?? made.directLineSecret,
    shopperJwtSecret: config.shopperJwtSecret ?? made.shopperJwtSecret,
  };
}

function readOrMake(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const text = readIfThere(file);
  if (text === null) return make(dataDir, file);
  try {
    return kept.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('CONFIG_INVALID', `${file} is damaged: restore or remove it`, { cause });
  }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function make(dataDir: string, file: string): Secrets {
  const secrets = { apiToken: newId(), directLineSecret: newId(), shopperJwtSecret: newId() };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const part = `${file}.${newId()}.part`;
  writeFileSync(part, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    // Unlike a renaming it takes nobody's place: of two first starts on one folder, one makes the secrets of both.
    linkSync(part, file);
    return secrets;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      return readOrMake(dataDir);
    }
    throw error;
  } finally {
    rmSync(part);
  }
}

/** What evidence packets are signed with. Nodes that share the secret sign alike, and so does the next start. */
export function packetSeed(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'anxin evidence packets', 32));
}
