import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { zipSync } from 'fflate';
import { sha256 } from '../kernel/hash.ts';

export const manifestPath = 'manifest.json';
export const signaturePath = 'manifest.sig';
export const packetFormat = 'anxin-evidence-1';

/** What a packet says of itself: the hash of each file, and whose signature stands beside it. */
export interface Manifest {
  readonly format: typeof packetFormat;
  readonly caseId: string;
  readonly shop: string;
  /** ISO 8601. */
  readonly madeAt: string;
  /** In the order of their paths. */
  readonly files: readonly {
    readonly path: string;
    readonly sizeBytes: number;
    /** Lower-case hex. */
    readonly sha256: string;
  }[];
  /** Ed25519, raw, base64url. */
  readonly publicKey: string;
}

export type PacketFiles = ReadonlyMap<string, Uint8Array>;

/** Signs packets; the key is derived, so that it outlives restarts without another secret to keep. */
export interface PacketSigner {
  /** Ed25519, raw, base64url: what a shop makes public so that anyone can tell its packets. */
  readonly publicKey: string;
  sign(bytes: Uint8Array): Uint8Array;
}

/** DER of PKCS #8 before the 32 bytes of an Ed25519 key (RFC 8410, section 7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** `seed`: 32 bytes that nobody else knows. */
export function createPacketSigner(seed: Uint8Array): PacketSigner {
  const der = Buffer.concat([pkcs8Head, seed]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { publicKey: rawPublicKey(key), sign: (bytes) => sign(null, bytes, key) };
}

function rawPublicKey(key: KeyObject): string {
  return String(createPublicKey(key).export({ format: 'jwk' })['x']);
}

/** The files with their manifest and its signature as one ZIP: the same input makes the same bytes. */
export function sealPacket(
  files: PacketFiles,
  about: Pick<Manifest, 'caseId' | 'shop' | 'madeAt'>,
  signer: PacketSigner,
): Uint8Array {
  const manifest: Manifest = {
    format: packetFormat,
    ...about,
    files: inOrder(files).map(([path, bytes]) => ({
      path,
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
    })),
    publicKey: signer.publicKey,
  };
  const written = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  return zipInOrder(
    new Map([...files, [manifestPath, written], [signaturePath, signer.sign(written)]]),
  );
}

/** ZIP keeps local time; this moment is the first that it knows, wherever it is read. */
const noTime = new Date(1980, 0, 1);

/** Stored without compression and without times, in the order of the paths: whoever packs the files again gets the same bytes. */
export function zipInOrder(files: PacketFiles): Uint8Array {
  return zipSync(Object.fromEntries(inOrder(files)), { level: 0, mtime: noTime });
}

function inOrder(files: PacketFiles): readonly (readonly [string, Uint8Array])[] {
  return [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
