import type { Logger } from '../src/kernel/logger.ts';
import type { NodesStore } from '../src/kernel/nodes-store.ts';
import type { LiveKnowledge } from '../src/knowledge/live-knowledge.ts';

interface ShareRevisionDeps {
  readonly nodes: NodesStore;
  readonly knowledge: LiveKnowledge<unknown>;
  readonly logger: Logger;
}

/**
 * Keeps the revisions of all nodes in step: a node says what has come into force there, and whoever hears of another
 * revision than its own reads its folder again, also where the system tells nobody of changes (network folders).
 * Returns the way to stop.
 */
export function shareRevision({ nodes, knowledge, logger }: ShareRevisionDeps): () => void {
  const own = () => knowledge.current().revision.id;

  async function follow(announced: string): Promise<void> {
    if (announced === own()) return;
    await knowledge.reload();
    if (announced === own()) return;
    // Nothing here can be announced in return: two folders that differ would call each other for ever.
    const remedy = 'give all nodes the same knowledge folder';
    logger.warn({ announced, own: own() }, `another node serves another revision: ${remedy}`);
  }

  const stopHearing = nodes.onAnnounced((announced) => void follow(announced));
  const stopTelling = knowledge.onSwap(({ revision }) => nodes.announce(revision.id));
  // Whoever starts last has looked last.
  nodes.announce(own());
  return () => {
    stopHearing();
    stopTelling();
  };
}
