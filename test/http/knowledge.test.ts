import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { normalise } from '../../src/nlu/normalise.ts';
import { copyKnowledge, serveHere } from '../support/serve-here.ts';
import { openShopper, type TestShopper } from '../support/test-shopper.ts';
import { soundFiles, writeFolder } from '../unit/knowledge/sound-files.ts';

const question = '收到货几天内可以退？';

async function citedAnswer(shopper: TestShopper) {
  const id = await shopper.send(question);
  const answer = await shopper.waitFor((activity) => activity.id > id);
  const [citation] = answer.channelData?.anxin?.citations ?? [];
  if (!citation) throw new Error(`no citation: ${JSON.stringify(answer)}`);
  return { answer, citation };
}

const clauseAt = async (url: string, citation: { revision: string; clauseId: string }) =>
  (await fetch(`${url}/api/chat/clauses/${citation.revision}/${citation.clauseId}`)).json();

async function fileWithClause(folder: string, clauseId: string): Promise<string> {
  for (const name of await readdir(join(folder, 'clauses'))) {
    const file = join(folder, 'clauses', name);
    if ((await readFile(file, 'utf8')).includes(`{#${clauseId}}`)) return file;
  }
  throw new Error(`no file has clause ${clauseId}`);
}

test('an old message’s citation opens the old clause after the folder was edited and the server restarted', async () => {
  const KNOWLEDGE_DIR = await copyKnowledge();
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'anxin-'));
  const before = await serveHere({ env: { KNOWLEDGE_DIR, DATA_DIR } });
  const first = await openShopper(before.url);
  const { citation } = await citedAnswer(first);
  const told = await clauseAt(before.url, citation);
  first.close();
  await before.close();

  const file = await fileWithClause(KNOWLEDGE_DIR, citation.clauseId);
  const text = await readFile(file, 'utf8');
  const heading = new RegExp(`^## .*\\{#${citation.clauseId}\\}`, 'm');
  await writeFile(file, text.replace(heading, `## 改过的标题 {#${citation.clauseId}}`));
  const after = await serveHere({ env: { KNOWLEDGE_DIR, DATA_DIR } });
  const second = await openShopper(after.url);
  const { citation: renewed } = await citedAnswer(second);

  expect(await clauseAt(after.url, citation)).toEqual(told);
  expect(renewed.revision).not.toBe(citation.revision);
  expect(await clauseAt(after.url, renewed)).toMatchObject({ title: '改过的标题' });
  second.close();
  await after.close();
  await rm(KNOWLEDGE_DIR, { recursive: true });
  await rm(DATA_DIR, { recursive: true });
});

test('a broken folder leaves the last good revision answering and says where it is broken', async () => {
  const KNOWLEDGE_DIR = await copyKnowledge();
  const served = await serveHere({ env: { KNOWLEDGE_DIR } });
  const shopper = await openShopper(served.url);
  const good = await citedAnswer(shopper);
  const file = await fileWithClause(KNOWLEDGE_DIR, good.citation.clauseId);
  const text = await readFile(file, 'utf8');

  await writeFile(file, text.replace(`{#${good.citation.clauseId}}`, '{#renamed-by-mistake}'));
  expect(await served.anxin.knowledge.reload()).toBe('broken');
  const still = await citedAnswer(shopper);

  expect(still.citation).toEqual(good.citation);
  expect(served.lines.join('')).toMatch(/faq\/[a-z-]+\.md:\d+/);
  const ready = await (await fetch(`${served.url}/readyz`)).json();
  expect(ready.knowledge.problems).toBeGreaterThan(0);

  await writeFile(file, text);
  await served.anxin.knowledge.reload();
  const repaired = await (await fetch(`${served.url}/readyz`)).json();
  expect(repaired.knowledge.problems).toBe(0);
  shopper.close();
  await served.close();
  await rm(KNOWLEDGE_DIR, { recursive: true });
});

test('a sound change is swapped in while the server runs, by watching the folder', async () => {
  const KNOWLEDGE_DIR = await copyKnowledge();
  const served = await serveHere({ env: { KNOWLEDGE_DIR } });
  const swapped = new Promise<void>((resolve) => {
    served.anxin.knowledge.onSwap(() => resolve());
  });
  const replies = join(KNOWLEDGE_DIR, 'replies', 'zh-CN.yaml');
  const text = await readFile(replies, 'utf8');

  await writeFile(replies, text.replace(/^chitchat\.thanks:.*$/m, 'chitchat.thanks: 别客气呀'));
  await swapped;
  const shopper = await openShopper(served.url);
  await shopper.send('谢谢');

  await shopper.waitFor((activity) => activity.text === '别客气呀');
  shopper.close();
  await served.close();
  await rm(KNOWLEDGE_DIR, { recursive: true });
});

test('utterances added while the server runs are learnt beside it', async () => {
  // Few of each intent: learning thousands takes as long as all else here.
  const folder = await writeFolder(soundFiles());
  const KNOWLEDGE_DIR = folder.directory;
  const served = await serveHere({ env: { KNOWLEDGE_DIR } });
  const { knowledge, intentModels } = served.anxin;
  const believes = () => {
    const { ranking } = intentModels.classify(normalise('咕噜咕噜喵'));
    return ranking.find(({ intent }) => intent === 'repair_goods')?.confidence ?? 0;
  };
  const before = believes();

  const more = Array.from({ length: 20 }, (_, at) => `  - 咕噜咕噜喵${'呜'.repeat(at)}\n`);
  await appendFile(join(KNOWLEDGE_DIR, 'intents', 'repair_goods.yaml'), more.join(''));
  await knowledge.reload();
  const { intents } = knowledge.current().revision;
  await intentModels.follow(intents);

  expect(before).toBeLessThan(0.3);
  expect(believes()).toBeGreaterThan(0.8);
  await served.close();
  await folder.remove();
});

test('a clause that does not exist, and an address that is none, answer 404', async () => {
  const served = await serveHere();

  const answers = await Promise.all(
    ['x/y', `${'0'.repeat(64)}/no-reason-window`, '../../etc/passwd/x'].map((path) =>
      fetch(`${served.url}/api/chat/clauses/${path}`),
    ),
  );

  expect(answers.map((answer) => answer.status)).not.toContain(200);
  await served.close();
});
