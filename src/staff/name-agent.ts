import { sha256 } from '../kernel/hash.ts';
import { type AgentId, parseAgentId } from '../kernel/ids.ts';

interface NamedAgent {
  readonly id: string;
  readonly name: string;
}

/**
 * Who signs in under a name: the agent of `service.yaml` with that display name or id, else somebody whom we give an
 * id made from the name, the same one each time.
 */
export function nameAgent(
  name: string,
  agents: readonly NamedAgent[],
): { readonly agentId: AgentId; readonly name: string } {
  const wanted = comparable(name);
  const known = agents.find((agent) => comparable(agent.name) === wanted || agent.id === name);
  const agentId = known && parseAgentId(known.id);
  if (known && agentId) return { agentId, name: known.name };
  // A prefix and hex digits: always an id.
  return {
    agentId: `guest-${sha256(wanted).slice(0, 16)}` as AgentId,
    name: name.normalize('NFKC'),
  };
}

const comparable = (name: string) => name.normalize('NFKC').trim().toLowerCase();
