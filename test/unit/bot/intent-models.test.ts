import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type IntentModels, openIntentModels } from '../../../bot/intent-models.ts';
import { modelFile } from '../../../src/cli/intent-models/model-file.ts';
import type { Logger } from '../../../src/kernel/logger.ts';
import type { IntentFiles } from '../../../src/knowledge/intent-file.ts';
import { normalise } from '../../../src/nlu/normalise.ts';
import { createRsSegmenter } from '../../../src/nlu/rs-segmenter.ts';
import { soundRevision } from '../knowledge/sound-files.ts';

const segmenter = createRsSegmenter();
const before = withWord('退货');
const after = withWord('苹果');

const cleanUps: (() => unknown)[] = [];
async function cleanUp(): Promise<void> {
  for (const one of cleanUps.splice(0).toReversed()) await one();
}

/** Has learnt `before`, once for all: learning takes longer than everything else here. */
const learntDir = mkdtempSync(join(tmpdir(), 'models-'));
let first = { lines: [] as readonly string[], intent: '', believes: 0 };
beforeAll(async () => {
  const { models, lines } = await open(before, {
    ownDir: learntDir,
    builtDir: join(learntDir, 'none'),
  });
  const { intent } = models.classify(normalise('退货吗'));
  first = { lines: [...lines], intent, believes: believes(models, '退货吗') };
  await cleanUp();
});
afterAll(() => rmSync(learntDir, { recursive: true }));
afterEach(cleanUp);

/** Intents of which `return_goods` is known by one word. */
function withWord(word: string): IntentFiles {
  const lines = Array.from({ length: 10 }, (_, at) => `  - ${word}${'吗'.repeat(at + 1)}\n`);
  const file = `name: return_goods\ntitle: 退货\nutterances:\n${lines.join('')}`;
  return soundRevision({ 'intents/return_goods.yaml': file }).intents;
}

interface Folders {
  readonly ownDir: string;
  readonly builtDir: string;
}

/** Nothing is learnt there. */
function folders(): Folders {
  const directory = mkdtempSync(join(tmpdir(), 'models-'));
  cleanUps.push(() => rmSync(directory, { recursive: true }));
  return { ownDir: join(directory, 'own'), builtDir: join(directory, 'built') };
}

/** `before` is learnt there. */
function learntFolders(): Folders {
  const where = folders();
  cpSync(learntDir, where.ownDir, { recursive: true });
  return where;
}

async function open(intents: IntentFiles, where: Folders) {
  const lines: string[] = [];
  const log = (_facts: object, message: string) => lines.push(message);
  const logger: Logger = { debug: log, info: log, warn: log, error: log };
  const models = await openIntentModels({
    intents,
    segmenter,
    segmenterName: 'rs',
    logger,
    ...where,
  });
  cleanUps.push(() => models.close());
  return { models, lines };
}

const believes = (models: IntentModels, text: string) => {
  const { ranking } = models.classify(normalise(text));
  return ranking.find(({ intent }) => intent === 'return_goods')?.confidence ?? 0;
};

describe('the model of the intents', () => {
  test('is learnt when there is none, and is there at the next start', async () => {
    const second = await open(before, learntFolders());

    expect(first).toMatchObject({ lines: ['intents learnt'], intent: 'return_goods' });
    expect(second.lines).toEqual([]);
    expect(believes(second.models, '退货吗')).toBe(first.believes);
  });

  test('is replaced when the intents change, and serves until then', async () => {
    const where = learntFolders();
    const { models } = await open(before, where);
    const old = believes(models, '苹果');

    const learnt = models.follow(after);
    const meanwhile = believes(models, '苹果');
    await learnt;

    expect(meanwhile).toBe(old);
    expect(believes(models, '苹果')).toBeGreaterThan(old);
  });

  test('that knows other intents serves a start that does not wait', async () => {
    const { ownDir: builtDir } = learntFolders();
    const where = { ...folders(), builtDir };
    const built = await open(before, { ...where, ownDir: builtDir });
    const old = believes(built.models, '苹果');

    const { models, lines } = await open(after, where);
    const atStart = { learnt: lines.length, believes: believes(models, '苹果') };
    await models.follow(after);

    expect(atStart).toEqual({ learnt: 0, believes: old });
    expect(lines).toEqual(['intents learnt']);
    expect(believes(models, '苹果')).toBeGreaterThan(old);
  });

  test('that is damaged is named and made again', async () => {
    const where = learntFolders();
    writeFileSync(modelFile(where.ownDir, 'rs'), 'anxin-intent-model 1 0\n{}\n');

    const { models, lines } = await open(before, where);

    expect(lines).toEqual(['an intent model cannot be used', 'intents learnt']);
    expect(models.classify(normalise('退货吗')).intent).toBe('return_goods');
  });

  test('stays the last good one when the next cannot be learnt', async () => {
    const where = learntFolders();
    const { models, lines } = await open(before, where);
    rmSync(where.ownDir, { recursive: true });
    writeFileSync(where.ownDir, 'a file where a folder should be');

    await models.follow(after);

    expect(lines.at(-1)).toBe('intents could not be learnt; the last good model stays');
    expect(models.classify(normalise('退货吗')).intent).toBe('return_goods');
  });

  test('is not needed where the shop has no intents', async () => {
    const { models, lines } = await open(new Map(), folders());

    expect(models.classify(normalise('退货')).intent).toBe('out_of_scope');
    expect(lines).toEqual([]);
  });
});
