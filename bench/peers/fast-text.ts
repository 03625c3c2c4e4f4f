import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { normalise } from '../../src/nlu/normalise.ts';
import { tools } from '../evaluate/classifier.ts';
import type { LearntPeer, Peer } from './peer.ts';
import { watchUsage } from './watch-usage.ts';

const settings = '-epoch 50 -lr 0.5 -dim 100 -thread 1';
const prefix = '__label__';

/** Debian's program; a question passes through its pipe and back. */
export const fastText: Peer = {
  title: `fastText, words, characters in ones and twos, ${settings}`,
  learn: async (examples) => {
    const folder = mkdtempSync(join(tmpdir(), 'fasttext-'));
    const [input, output] = [join(folder, 'train.txt'), join(folder, 'model')];
    const lines = examples.map(({ text, label }) => `${prefix}${label} ${piecesOf(text)}\n`);
    writeFileSync(input, lines.join(''));
    const trainer = spawn('fasttext', [
      'supervised',
      ...['-input', input, '-output', output],
      ...settings.split(' '),
    ]);
    trainer.stdout.resume();
    trainer.stderr.resume();
    const elsewhere = watchUsage(trainer);
    const [code] = await once(trainer, 'close');
    if (code !== 0) throw new Error(`fasttext ended with ${code}`);
    const model = `${output}.bin`;
    return { ...ask(model, folder), modelBytes: statSync(model).size, elsewhere: elsewhere() };
  },
};

function ask(model: string, folder: string): Pick<LearntPeer, 'classify' | 'close'> {
  const child = spawn('fasttext', ['predict', model, '-']);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    classify: async (text) => {
      child.stdin.write(`${piecesOf(text)}\n`);
      const { value } = await lines.next();
      return String(value).slice(prefix.length);
    },
    close: () => {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

function piecesOf(text: string): string {
  const normalised = normalise(text).text;
  const characters = [...normalised.replaceAll(' ', '')];
  const pairs = characters.slice(1).map((character, at) => `${characters[at]}${character}`);
  const words = tools().segmenter.cut(normalised);
  return [...words.filter((word) => word.trim() !== ''), ...characters, ...pairs].join(' ');
}
