import { createSecretKey, hkdfSync } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { type AgentId, parseAgentId } from '../kernel/ids.ts';

const role = z.enum(['agent', 'operator', 'supervisor']);

export type StaffRole = z.infer<typeof role>;

/** Whoever signed in, until when. */
export interface StaffSession {
  readonly agentId: AgentId;
  /** What shoppers see. */
  readonly name: string;
  readonly roles: readonly StaffRole[];
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** A working day with its overtime: nobody signs in twice on one day, nobody stays signed in over night. */
const sessionSeconds = 12 * 60 * 60;
const audience = 'staff';

const sessionPayload = z.object({
  sub: z.string(),
  name: z.string(),
  roles: z.array(role),
  exp: z.number(),
});

export interface StaffSessions {
  /** Seconds that a token lives. */
  readonly seconds: number;
  issue(session: Omit<StaffSession, 'expiresAt'>): Promise<string>;
  /** `null` unless the token is ours and alive. */
  read(token: string): Promise<StaffSession | null>;
}

/** Makes and reads the tokens of signed-in staff. Their key comes from `secret`: a new one ends every session. */
export function createStaffSessions(deps: {
  readonly secret: string;
  readonly clock: Clock;
}): StaffSessions {
  const { secret, clock } = deps;
  const key = createSecretKey(
    new Uint8Array(hkdfSync('sha256', secret, '', 'anxin staff session', 32)),
  );
  return {
    seconds: sessionSeconds,
    issue({ agentId, name, roles }) {
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({ name, roles })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(agentId)
        .setAudience(audience)
        .setIssuedAt(now)
        .setExpirationTime(now + sessionSeconds)
        .sign(key);
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience,
          requiredClaims: ['sub', 'exp'],
          currentDate: new Date(clock.now()),
        });
        return sessionOf(sessionPayload.parse(payload));
      } catch {
        // Expired, or of another secret: nobody is signed in, which is no fault.
        return null;
      }
    },
  };
}

function sessionOf({ sub, name, roles, exp }: z.infer<typeof sessionPayload>): StaffSession | null {
  const agentId = parseAgentId(sub);
  return agentId && { agentId, name, roles, expiresAt: exp * 1000 };
}
