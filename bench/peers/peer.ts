import type { Example } from '../../src/nlu/train-intent-model.ts';

/** A classifier that others have made, or ours, behind one face. */
export interface Peer {
  /** With what settings, for the table. */
  readonly title: string;
  /** How many examples it is given, where it does not end on all. */
  readonly rows?: number;
  learn(examples: readonly Example[]): Promise<LearntPeer>;
}

export interface LearntPeer {
  /** From the text as it was typed. */
  classify(text: string): string | Promise<string>;
  /** What would have to be kept to answer without learning again. */
  readonly modelBytes: number;
  /** What it took outside of this process, where it did. */
  readonly elsewhere?: Usage;
  close?(): void;
}

export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

/** What one run of a peer gives. */
export interface Measured {
  readonly title: string;
  readonly rows: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly asked: number;
  readonly cpuSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly peakMb: number;
  readonly modelBytes: number;
}
