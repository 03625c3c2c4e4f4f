import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Jieba } from '@node-rs/jieba';
import type { Segmenter } from './segmenter.ts';

/** The default segmenter: prebuilt, safe in threads. Loads its dictionary: once a process is enough. */
export function createRsSegmenter(): Segmenter {
  // The package's own `dict` module also reads 6 MB of word frequencies that nobody here needs.
  const dictionary = createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt');
  const jieba = Jieba.withDict(readFileSync(dictionary));
  return { name: '@node-rs/jieba', cut: (text) => jieba.cutForSearch(text, true) };
}
