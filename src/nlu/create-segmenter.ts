import { createNodejiebaSegmenter } from './nodejieba-segmenter.ts';
import { createRsSegmenter } from './rs-segmenter.ts';
import type { Segmenter } from './segmenter.ts';

export type SegmenterName = 'rs' | 'nodejieba';

/** The segmenter chosen by `SEGMENTER`. Make one and share it: each holds its dictionary in memory. */
export async function createSegmenter(name: SegmenterName): Promise<Segmenter> {
  return name === 'rs' ? createRsSegmenter() : createNodejiebaSegmenter();
}
