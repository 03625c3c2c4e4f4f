import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ServedHere, serveHere } from '../support/serve-here.ts';

let served: ServedHere;
beforeAll(async () => {
  served = await serveHere({ isFresh: true, env: { PUBLIC_URL: 'https://help.myshop.cn' } });
});
afterAll(() => served.close());

const ask = (body: object) => served.staff('/api/guard', { method: 'POST', body });

describe('POST /api/guard', () => {
  test.each([
    ['https://help.myshop.cn/rules', 'pass'],
    ['https://help.myshop.cn.cheap.cn/rules', 'block'],
    ['https://myshop.cn/rules', 'block'],
  ])('takes the host of PUBLIC_URL for the shop’s own: %s', async (address, verdict) => {
    const reply = await ask({ text: `规则在这里：${address}` });

    expect(await reply.json()).toMatchObject({ verdict });
  });

  test.each([
    '退货规则在这儿，您点开看：https://help.myshop.cn/rules',
    '亲，https://help.myshop.cn/orders 里能看到退款进度哦',
    '申请入口是 https://help.myshop.cn/return?from=chat ，按上面的步骤来就行。',
    '这是我们自己的售后页面：https://help.myshop.cn:8443/rules#fee。',
    '您也可以在 https://www.12315.cn/ 查到受理进度',
  ])('lets %s be said', async (text) => {
    expect(await (await ask({ text })).json()).toEqual({ verdict: 'pass', violations: [] });
  });

  test.each([
    '加我微信聊：https://help.myshop.cn/rules 上面有我号 kefu2020',
    '这个网址便宜点：https://cheap.cn/?u=https://help.myshop.cn/rules',
  ])('does not let %s be said', async (text) => {
    expect(await (await ask({ text })).json()).toMatchObject({ verdict: 'block' });
  });

  test('says what must not be sent, where, by which clause and what to do instead', async () => {
    const text = '已经帮您登记。亲加我V信 kefu2020 聊吧。';

    const response = await ask({ text });

    expect(response.status).toBe(200);
    const reply = await response.json();
    expect(reply).toMatchObject({
      verdict: 'block',
      violations: [{ rule: 'contact', clauseId: 'duty-no-other-contacts', level: 'block' }],
      rewrite: expect.stringContaining('已经帮您登记。'),
    });
    const [{ start, end, text: found, advice }] = reply.violations;
    expect(text.slice(start, end)).toBe(found);
    expect(advice).toMatch(/\p{Script=Han}/u);
  });

  test('lets a plain reply pass', async () => {
    const reply = await (await ask({ text: '订单 268812345678 已经发出。' })).json();

    expect(reply).toEqual({ verdict: 'pass', violations: [] });
  });

  test.each([
    [{}, 400, 'BAD_REQUEST'],
    [{ text: '' }, 400, 'BAD_REQUEST'],
    [{ text: '好'.repeat(4001) }, 400, 'BAD_REQUEST'],
    [{ text: '好', other: 1 }, 400, 'BAD_REQUEST'],
    [{ text: '好', conversationId: '../x' }, 404, 'CONVERSATION_UNKNOWN'],
  ])('refuses what it cannot read', async (body, status, code) => {
    const response = await ask(body);

    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
  });

  test('is for staff only', async () => {
    const response = await fetch(`${served.url}/api/guard`, { method: 'POST' });

    expect(response.status).toBe(401);
  });
});
