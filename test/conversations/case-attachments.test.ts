import { expect, onTestFinished, test } from 'vitest';
import type { CaseList } from '../../src/api/cases.ts';
import { openStage } from '../support/conversation-stage.ts';

test('办理中发来的照片留在售后单上，客服能打开', async () => {
  const stage = await openStage({ shopper: 'demo', at: '2026-11-25T10:00:00+08:00' });
  onTestFinished(() => stage.close());

  await stage.send({ text: '商家发错颜色了我要换货，订单300100000101' });
  await stage.send({ text: '驼色的，就是我买的那个' });
  await stage.sendPhotos(2);
  await stage.send({ text: '提交' });

  const query = `conversationId=${stage.conversationId}`;
  const answer = await stage.served.staff(`/api/cases?${query}`);
  const [opened] = ((await answer.json()) as CaseList).cases;
  expect(opened?.attachments).toMatchObject([
    { contentType: 'image/jpeg', sizeBytes: expect.any(Number) },
    { contentType: 'image/jpeg', sizeBytes: expect.any(Number) },
  ]);
  const pictures = await Promise.all(
    (opened?.attachments ?? []).map(({ url }) => fetch(stage.served.url + url)),
  );
  expect(pictures.map(({ status }) => status)).toEqual([200, 200]);
});
