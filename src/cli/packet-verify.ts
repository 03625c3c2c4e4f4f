import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyPacket } from '../evidence/verify-packet.ts';

// Checks an evidence packet, on any machine and without the server: `npm run packet:verify -- file.zip [--key <key>]`.
const usage = '用法：npm run packet:verify -- <证据包.zip> [--key <商家公布的公钥>]';

process.exitCode = main();

function main(): number {
  const { positionals, values } = readArguments();
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) return fail(usage);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    return fail(`读不到文件：${file}`);
  }
  const { isSound, problems, manifest } = verifyPacket(bytes, values.key);
  for (const problem of problems) console.error(problem);
  if (!isSound || manifest === null) return fail('证据包没有通过核对。');
  const { caseId, shop, madeAt, files, publicKey } = manifest;
  console.log(
    `证据包完整：售后单 ${caseId}（${shop}），${madeAt} 制作，${files.length} 个文件，每个都和清单一致。`,
  );
  if (values.key === undefined)
    console.log(`签名的公钥是 ${publicKey}，请和商家公布的核对：只有它能证明是谁签的。`);
  return 0;
}

function readArguments() {
  try {
    return parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } });
  } catch {
    return { positionals: [], values: { key: undefined } };
  }
}

function fail(sentence: string): number {
  console.error(sentence);
  return 1;
}
