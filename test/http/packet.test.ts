import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { verifyPacket } from '../../src/evidence/verify-packet.ts';
import { openCaseOfShopper, readCase } from '../support/open-case.ts';
import { jpegWith } from '../support/pictures.ts';
import { type ServedHere, serveHere } from '../support/serve-here.ts';
import { upload } from '../support/upload-calls.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere();
});
afterAll(() => served.close());

const makePacket = (caseId: string, key: string) =>
  served.staff(`/api/cases/${caseId}/packet`, {
    method: 'POST',
    headers: { 'idempotency-key': key },
  });

const auditOf = async (caseId: string) =>
  (await served.anxin.store.listAudit({ limit: 200 })).rows.filter(
    ({ action, subject }) => action === 'case.packet' && subject === caseId,
  );

test('the packet of a return holds what was said, the decision made again, and its clauses', async () => {
  const { shopper, caseId } = await openCaseOfShopper(served);
  onTestFinished(() => shopper.close());
  const { decisionId } = await readCase(served, caseId);

  const answer = await makePacket(caseId, 'first');
  const bytes = new Uint8Array(await answer.arrayBuffer());

  expect(answer.headers.get('content-type')).toBe('application/zip');
  const { publicKey } = (await (await served.staff('/api/packet-key')).json()) as {
    publicKey: string;
  };
  expect(verifyPacket(bytes, publicKey)).toMatchObject({ isSound: true, manifest: { caseId } });
  const files = unzipSync(bytes);
  const read = (path: string) => new TextDecoder().decode(files[path]);
  expect(read('对话.txt')).toMatch(/^#1 .* 智能客服：您好.*\n#2 .* 顾客：订单号300100000102/s);
  const { decision } = JSON.parse(read('决定.json')) as {
    decision: { id: string; clauses: string[]; trace: { holds: string }[] };
  };
  expect(decision.id).toBe(decisionId);
  expect(decision.trace.some(({ holds }) => holds === 'yes')).toBe(true);
  for (const clause of decision.clauses) expect(read('条款.txt')).toContain(clause);

  expect((await makePacket(caseId, 'first')).status).toBe(200);
  expect(await auditOf(caseId)).toHaveLength(1);
});

test('a photo the shopper sent is in the packet byte for byte, with its hash in the list', async () => {
  const { shopper, caseId } = await openCaseOfShopper(served);
  onTestFinished(() => shopper.close());
  const place = {
    url: `${served.url}/v3/directline/conversations/${shopper.conversationId}`,
    token: shopper.token,
  };
  expect((await upload(place, [{ name: '破损.jpg', bytes: jpegWith() }])).status).toBe(200);

  const bytes = new Uint8Array(await (await makePacket(caseId, 'photo')).arrayBuffer());

  const files = unzipSync(bytes);
  const [attached, ...more] = JSON.parse(Buffer.from(files['附件.json'] ?? []).toString());
  expect(more).toEqual([]);
  expect(attached).toMatchObject({ name: '破损.jpg', isKept: true, contentType: 'image/jpeg' });
  const path = `附件/${attached.seq}-${attached.fileId}.jpg`;
  const kept = Buffer.from(files[path] ?? []);
  expect(kept).toEqual(jpegWith());
  expect(attached.sha256).toBe(createHash('sha256').update(kept).digest('hex'));
  expect(verifyPacket(bytes).manifest?.files).toContainEqual({
    path,
    sizeBytes: kept.length,
    sha256: attached.sha256,
  });
});

test('nobody but staff gets one, and of what is not there nobody', async () => {
  const stranger = await fetch(`${served.url}/api/cases/AX-2345-6789/packet`, { method: 'POST' });

  expect(stranger.status).toBe(401);
  expect((await makePacket('AX-2345-6789', 'none')).status).toBe(404);
});

test('npm run packet:verify says whether a file is what the server made', async () => {
  const { shopper, caseId } = await openCaseOfShopper(served);
  onTestFinished(() => shopper.close());
  const folder = await mkdtemp(join(tmpdir(), 'anxin-packet-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const bytes = Buffer.from(await (await makePacket(caseId, 'verify')).arrayBuffer());
  const [sound, changed] = [join(folder, 'sound.zip'), join(folder, 'changed.zip')];
  await writeFile(sound, bytes);
  bytes[bytes.indexOf('退货')] = 0;
  await writeFile(changed, bytes);
  const verify = (file: string) =>
    promisify(execFile)(process.execPath, ['src/cli/packet-verify.ts', file]);

  expect((await verify(sound)).stdout).toContain(`证据包完整：售后单 ${caseId}`);
  await expect(verify(changed)).rejects.toThrow('证据包没有通过核对');
});
