import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createIdentifyShopper, createShopperOf } from '../../../bot/channels/shopper-identity.ts';

const secret = 'merchant-secret-of-the-tests';
const clock = { now: () => Date.parse('2026-11-11T08:00:00+08:00') };

function signed(subject: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(subject)
    .setExpirationTime(clock.now() / 1000 + 60)
    .sign(new TextEncoder().encode(secret));
}

describe.each([true, false])('with demonstration orders: %s', (demoShoppers) => {
  const identify = createIdentifyShopper({ shopperJwtSecret: secret, demoShoppers, clock });
  const shopperOf = createShopperOf(demoShoppers);

  test('the id of a conversation tells who a visitor was', () => {
    const visitor = identify.asVisitor('3f9a');

    expect(visitor.kind).toBe(demoShoppers ? 'demo' : 'guest');
    expect(shopperOf(visitor.shopperId)).toEqual(visitor);
  });

  test('the id of a conversation tells whom the merchant signed', async () => {
    const shopper = await identify.bySignature(await signed('m-1001'));

    expect(shopper.kind).toBe('signed');
    expect(shopperOf(shopper.shopperId)).toEqual(shopper);
  });

  test('a signature cannot name one of our visitors', async () => {
    const { shopperId } = identify.asVisitor('3f9a');

    await expect(identify.bySignature(await signed(shopperId))).rejects.toMatchObject({
      code: 'TOKEN_REFUSED',
    });
  });
});
