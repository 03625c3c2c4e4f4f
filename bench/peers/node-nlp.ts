import { requireInstalled } from './installed.ts';
import type { Peer } from './peer.ts';

/** What is used of `node-nlp`. */
interface NodeNlp {
  readonly NlpManager: new (settings: object) => NlpManager;
}

interface NlpManager {
  addDocument(language: string, text: string, intent: string): void;
  train(): Promise<void>;
  process(language: string, text: string): Promise<{ readonly intent: string }>;
  export(): string;
}

export const nodeNlp: Peer = {
  title: 'node-nlp, zh',
  learn: async (examples) => {
    const { NlpManager } = requireInstalled<NodeNlp>('node-nlp');
    const manager = new NlpManager({
      languages: ['zh'],
      autoSave: false,
      nlu: { log: false, useNoneFeature: false },
    });
    for (const { text, label } of examples) manager.addDocument('zh', text, label);
    await manager.train();
    return {
      classify: async (text) => (await manager.process('zh', text)).intent,
      modelBytes: manager.export().length,
    };
  },
};
