import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPacketSigner, sealPacket, zipInOrder } from '../../../src/evidence/packet.ts';
import { verifyPacket } from '../../../src/evidence/verify-packet.ts';

const signer = createPacketSigner(new Uint8Array(32).fill(7));
const about = { caseId: 'AX-2345-6789', shop: '安心演示店', madeAt: '2026-11-26T02:00:00.000Z' };
const files = new Map<string, Uint8Array>([
  ['对话.txt', Buffer.from('#1 顾客：我要退货\n')],
  ['附件/2-f1.jpg', new Uint8Array([255, 216, 255, 0, 1, 2])],
  ['条款.txt', new Uint8Array(0)],
]);
const packet = sealPacket(files, about, signer);

describe('a packet', () => {
  test('is sound as it was made, and names its files and whose signature it has', () => {
    const { isSound, problems, manifest } = verifyPacket(packet, signer.publicKey);

    expect([isSound, problems]).toEqual([true, []]);
    expect(manifest).toMatchObject({ ...about, publicKey: signer.publicKey });
    expect(manifest?.files.map(({ path }) => path)).toEqual([...files.keys()].toSorted());
  });

  test('one changed byte, wherever it stands, fails it', () => {
    const broken = Array.from(packet.keys()).filter((at) => {
      const changed = packet.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      return verifyPacket(changed, signer.publicKey).isSound;
    });

    expect(broken).toEqual([]);
  });

  test('cut short, lengthened, or no ZIP at all it is refused with a sentence', () => {
    fc.assert(
      fc.property(fc.nat(packet.length - 1), fc.uint8Array({ minLength: 1 }), (length, more) => {
        for (const bytes of [packet.slice(0, length), Buffer.concat([packet, more]), more]) {
          const { isSound, problems } = verifyPacket(bytes);
          expect(isSound).toBe(false);
          expect(problems[0]).toMatch(/\p{Script=Han}/u);
        }
      }),
    );
  });

  test('whoever seals other files with another key is found out by the key that the shop made public', () => {
    const forged = sealPacket(
      new Map([['对话.txt', Buffer.from('#1 顾客：不退了\n')]]),
      about,
      createPacketSigner(new Uint8Array(32).fill(8)),
    );

    expect(verifyPacket(forged).isSound).toBe(true);
    expect(verifyPacket(forged, signer.publicKey).problems).toEqual([
      '签名用的不是给出的这把公钥。',
    ]);
  });

  test('a file added, taken away or exchanged is named', () => {
    const opened = new Map(files);
    const { manifest } = verifyPacket(packet);
    opened.set('manifest.json', Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    opened.set('manifest.sig', signer.sign(opened.get('manifest.json') ?? new Uint8Array(0)));
    expect(verifyPacket(zipInOrder(opened)).isSound).toBe(true);

    opened.set('多余.txt', new Uint8Array(1));
    opened.set('对话.txt', Buffer.from('#1 顾客：不退了\n'));
    opened.delete('条款.txt');

    expect(verifyPacket(zipInOrder(opened)).problems).toEqual([
      '文件被改过：对话.txt',
      '缺少文件：条款.txt',
      '清单里没有这个文件：多余.txt',
    ]);
  });
});
