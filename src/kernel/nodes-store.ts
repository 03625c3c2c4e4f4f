/** What the nodes of one store tell each other. A process that is alone with its store has no use for it. */
export interface NodesStore {
  /** Says what is in force here; every node hears of the last word within some seconds, also one that was cut off. */
  announce(value: string): void;
  /** Calls back with a value that another node has announced; returns the way to stop. */
  onAnnounced(listener: (value: string) => void): () => void;
  /**
   * Names the facts in which other nodes that are here now have another value, and changes nothing; an empty list:
   * this node's are those of all from now on.
   */
  agree(facts: Readonly<Record<string, string>>): Promise<readonly string[]>;
}
