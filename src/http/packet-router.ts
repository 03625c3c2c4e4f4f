import { Router } from 'express';
import type { CaseDesk } from '../cases/case-desk.ts';
import type { Packets } from '../evidence/create-packets.ts';
import { AppError } from '../kernel/errors.ts';
import type { NewId } from '../kernel/random.ts';
import { keyOf } from './idempotency-key.ts';
import type { StaffAccess } from './staff-access.ts';

interface PacketRouterDeps {
  readonly cases: Pick<CaseDesk, 'find'>;
  readonly packets: Packets;
  readonly access: Pick<StaffAccess, 'agentOf' | 'rolesOf'>;
  readonly newId: NewId;
}

/**
 * `POST /cases/:caseId/packet`: the evidence of a case as a ZIP that anyone can verify. `GET /packet-key`: whose signature
 * it has. For agents and supervisors: mount behind their sign-in, before the moves of cases.
 */
export function createPacketRouter({ cases, packets, access, newId }: PacketRouterDeps): Router {
  const router = Router();
  router.get('/packet-key', (_request, response) => {
    response.json({ publicKey: packets.publicKey });
  });
  router.post('/cases/:caseId/packet', async (request, response) => {
    const roles = access.rolesOf(request);
    if (!roles.includes('agent') && !roles.includes('supervisor'))
      throw new AppError('FORBIDDEN', 'evidence is for agents and supervisors');
    const { aftersalesCase } = await cases.find(request.params.caseId);
    const { agentId } = access.agentOf(request);
    const bytes = await packets.make({ aftersalesCase, agentId, key: keyOf(request) ?? newId() });
    response
      .type('application/zip')
      .attachment(`evidence-${aftersalesCase.caseId}.zip`)
      .send(Buffer.from(bytes));
  });
  return router;
}
