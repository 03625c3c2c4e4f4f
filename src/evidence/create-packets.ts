import type { AftersalesCase } from '../cases/case.ts';
import { commitAct } from '../conversation/commit-act.ts';
import type { TurnStore } from '../conversation/turn-store.ts';
import type { Clock } from '../kernel/clock.ts';
import type { AgentId } from '../kernel/ids.ts';
import { collectEvidence, type EvidenceDeps } from './collect-evidence.ts';
import { type PacketSigner, sealPacket } from './packet.ts';
import { packetFiles } from './packet-files.ts';

/** Makes evidence packets. Each shows what a shopper said unmasked, so who asked for it goes to the audit first. */
export interface Packets {
  /** Of the packets' signatures. */
  readonly publicKey: string;
  /** The same `key` again is one line of the audit, and a packet of what is there by then. */
  make(asked: {
    readonly aftersalesCase: AftersalesCase;
    readonly agentId: AgentId;
    readonly key: string;
  }): Promise<Uint8Array>;
}

interface PacketsDeps extends Omit<EvidenceDeps, 'log'> {
  readonly store: TurnStore;
  readonly signer: PacketSigner;
  readonly clock: Clock;
  /** Name of the shop. */
  readonly shop: () => string;
}

export function createPackets({ store, signer, clock, shop, ...deps }: PacketsDeps): Packets {
  return {
    publicKey: signer.publicKey,
    async make({ aftersalesCase, agentId, key }) {
      const { caseId, conversationId } = aftersalesCase;
      const note = { actor: agentId, action: 'case.packet', subject: caseId };
      await commitAct(store, {
        conversationId,
        key: `packet:${caseId}:${agentId}:${key}`,
        asked: { caseId },
        decide: () => ({ entries: [], effects: [{ kind: 'audit', note }] }),
      });
      const evidence = await collectEvidence({ ...deps, log: store }, aftersalesCase);
      const madeAt = new Date(clock.now()).toISOString();
      return sealPacket(packetFiles(evidence), { caseId, shop: shop(), madeAt }, signer);
    },
  };
}
