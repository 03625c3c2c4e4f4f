import { createPublicKey, verify } from 'node:crypto';
import { unzipSync } from 'fflate';
import { z } from 'zod';
import { sha256 } from '../kernel/hash.ts';
import {
  type Manifest,
  manifestPath,
  type PacketFiles,
  packetFormat,
  signaturePath,
  zipInOrder,
} from './packet.ts';

export interface Verification {
  readonly isSound: boolean;
  /** In Chinese, for whoever was handed the packet. */
  readonly problems: readonly string[];
  /** `null`: it could not be read. */
  readonly manifest: Manifest | null;
}

const manifestFile = z.strictObject({
  format: z.literal(packetFormat),
  caseId: z.string(),
  shop: z.string(),
  madeAt: z.string(),
  files: z.array(
    z.strictObject({ path: z.string(), sizeBytes: z.number().int(), sha256: z.string() }),
  ),
  publicKey: z.string(),
});

/**
 * Checks a packet from its bytes alone: every file has its hash in the manifest, the manifest its signature, and the ZIP
 * is the one that these files make, so that no byte of it can be another. `publicKey`: the shop's, where it is known from
 * elsewhere; the one in the packet proves only that nothing was changed since.
 */
export function verifyPacket(bytes: Uint8Array, publicKey?: string): Verification {
  const files = readZip(bytes);
  if (files === null) return broken('文件打不开：不是证据包，或者已经损坏。');
  const written = files.get(manifestPath);
  const signature = files.get(signaturePath);
  const manifest = written && readManifest(written);
  if (!written || !manifest || !signature) return broken('缺少清单或签名，或者清单读不出来。');
  const problems = [
    ...wrongFiles(files, manifest),
    ...(isSigned(written, signature, manifest.publicKey) ? [] : ['签名对不上：清单被改过。']),
    ...(publicKey === undefined || publicKey === manifest.publicKey
      ? []
      : ['签名用的不是给出的这把公钥。']),
    ...(isSame(zipInOrder(files), bytes) ? [] : ['文件里有清单以外的内容被改过。']),
  ];
  return { isSound: problems.length === 0, problems, manifest };
}

function broken(problem: string): Verification {
  return { isSound: false, problems: [problem], manifest: null };
}

function readZip(bytes: Uint8Array): PacketFiles | null {
  let left = bytes.length;
  try {
    const files = unzipSync(bytes, {
      filter({ compression, originalSize }) {
        // Ours are stored as they are: what claims to be larger than the file itself is no packet.
        left -= originalSize;
        return compression === 0 && left >= 0;
      },
    });
    return new Map(Object.entries(files));
  } catch {
    return null;
  }
}

function readManifest(bytes: Uint8Array): Manifest | null {
  try {
    return manifestFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

function wrongFiles(files: PacketFiles, manifest: Manifest): readonly string[] {
  const listed = new Set([manifestPath, signaturePath, ...manifest.files.map(({ path }) => path)]);
  const changed = manifest.files.flatMap(({ path, sha256: hash }) => {
    const bytes = files.get(path);
    if (!bytes) return [`缺少文件：${path}`];
    return sha256(bytes) === hash ? [] : [`文件被改过：${path}`];
  });
  const added = [...files.keys()].filter((path) => !listed.has(path));
  return [...changed, ...added.map((path) => `清单里没有这个文件：${path}`)];
}

function isSigned(written: Uint8Array, signature: Uint8Array, publicKey: string): boolean {
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
      format: 'jwk',
    });
    return verify(null, written, key, signature);
  } catch {
    return false;
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
