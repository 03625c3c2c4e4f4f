import { createSecretKey } from 'node:crypto';
import { jwtVerify } from 'jose';
import type { Shopper } from '../../src/commerce/shopper.ts';
import type { Clock } from '../../src/kernel/clock.ts';
import { AppError } from '../../src/kernel/errors.ts';
import { sha256 } from '../../src/kernel/hash.ts';
import { parseShopperId, type ShopperId } from '../../src/kernel/ids.ts';

export type IdentifyShopper = ReturnType<typeof createIdentifyShopper>;

/** Tells who a shopper is: by the merchant's signature, or as a visitor whom we named ourselves. */
export function createIdentifyShopper(deps: {
  readonly shopperJwtSecret: string;
  readonly demoShoppers: boolean;
  readonly clock: Clock;
}) {
  const key = createSecretKey(Buffer.from(deps.shopperJwtSecret));
  return {
    /** Throws TOKEN_REFUSED unless signed with HS256 by the merchant, unexpired, and with an end. */
    async bySignature(shopperToken: string): Promise<Shopper> {
      try {
        const { payload } = await jwtVerify(shopperToken, key, {
          algorithms: ['HS256'],
          requiredClaims: ['sub', 'exp'],
          currentDate: new Date(deps.clock.now()),
        });
        const shopperId = parseShopperId(payload.sub ?? '');
        if (shopperId === null || isVisitor(shopperId)) throw new Error('sub is no shopper id');
        return { shopperId, kind: 'signed' };
      } catch (cause) {
        throw new AppError('TOKEN_REFUSED', 'shopperToken: needs HS256, sub and a future exp', {
          cause,
        });
      }
    },
    asVisitor(visitorId: string): Shopper {
      const shopperId = parseShopperId(`${visitorPrefix}${visitorId}`);
      if (shopperId === null) throw new AppError('BAD_REQUEST', 'visitor id is too long');
      return { shopperId, kind: visitorKind(deps.demoShoppers) };
    },
  };
}

/** Tells from the id alone which kind of shopper a conversation belongs to: only a signature gives an id without our prefix. */
export function createShopperOf(demoShoppers: boolean): (shopperId: ShopperId) => Shopper {
  return (shopperId) => ({
    shopperId,
    kind: isVisitor(shopperId) ? visitorKind(demoShoppers) : 'signed',
  });
}

function visitorKind(demoShoppers: boolean): 'demo' | 'guest' {
  return demoShoppers ? 'demo' : 'guest';
}

/** `from.id` of a shopper of our own page: the same in every tab, and not to be traced back. */
export function userIdOf(shopperId: ShopperId): string {
  return `dl_${sha256(`user:${shopperId}`).slice(0, 32)}`;
}

/** Keeps visitors apart from the merchant's shoppers: no signed `sub` may begin with it. */
const visitorPrefix = 'visitor:';

function isVisitor(shopperId: ShopperId): boolean {
  return shopperId.startsWith(visitorPrefix);
}
