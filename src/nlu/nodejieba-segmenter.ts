import { isMainThread } from 'node:worker_threads';
import { AppError } from '../kernel/errors.ts';
import type { Segmenter } from './segmenter.ts';

/** nodejieba, which needs a compiler to install. It aborts the process when a busy worker thread ends, hence the main thread only. */
export async function createNodejiebaSegmenter(): Promise<Segmenter> {
  if (!isMainThread)
    throw new AppError(
      'CONFIG_INVALID',
      'SEGMENTER=nodejieba works in the main thread only: use rs',
    );
  try {
    const { default: nodejieba } = await import('nodejieba');
    nodejieba.load();
    return { name: 'nodejieba', cut: (text) => nodejieba.cutForSearch(text, true) };
  } catch (cause) {
    throw new AppError(
      'CONFIG_INVALID',
      'SEGMENTER=nodejieba, but the optional package nodejieba cannot be loaded: install a C++ compiler and run npm ci, or unset SEGMENTER',
      { cause },
    );
  }
}
