import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dialogsOf } from '../forms/dialogs-of.ts';
import { createRuleBooks } from '../forms/rule-book.ts';
import { checkKnowledgeFolder } from '../knowledge/check-knowledge-folder.ts';
import { chooseCommand } from '../nlu/choose-command.ts';
import { createClassify } from '../nlu/create-classify.ts';
import { createSegmenter } from '../nlu/create-segmenter.ts';
import { createEntityFinders } from '../nlu/entities/entity-finders.ts';
import { createMoodReaders } from '../nlu/mood/read-mood.ts';
import { createUnderstand } from '../nlu/understand.ts';
import { compilePolicies } from '../policy/compile-policies.ts';
import { createFaqSearch, foundFor } from '../search/search-answers.ts';
import { explanationLines } from './explanation-lines.ts';
import { builtModels, modelFile, readModel } from './intent-models/model-file.ts';
import { prepareIntentModel } from './intent-models/prepare-intent-model.ts';

// Shows how a message is understood and what the bot would do: `npm run explain -- "话" [--now 2026-11-25T10:00:00+08:00]`.
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { now: { type: 'string' } },
});
const text = positionals.join(' ');
const now = values.now === undefined ? Date.now() : Date.parse(values.now);
const knowledge = join(import.meta.dirname, '..', '..', 'knowledge');

if (text.trim() === '' || Number.isNaN(now)) {
  console.error('用法：npm run explain -- "顾客的话" [--now 2026-11-25T10:00:00+08:00]');
  process.exitCode = 1;
} else for (const line of await explain()) console.log(line);

async function explain(): Promise<readonly string[]> {
  await prepareIntentModel();
  const { revision } = await checkKnowledgeFolder(knowledge);
  const segmenter = await createSegmenter('rs');
  const kept = readModel(modelFile(builtModels, 'rs'));
  if (kept === null) return ['knowledge/intents/ 里没有例句，认不出意图。'];
  const understand = createUnderstand({
    classify: createClassify(kept.model, segmenter),
    findEntities: createEntityFinders()(revision),
    readMood: createMoodReaders()(revision),
  });
  const interpretation = understand(text, now);
  const faqSearch = createFaqSearch(revision, segmenter, { sounds: () => kept.model.sounds });
  const search = foundFor(interpretation.intent, faqSearch(text));
  const dialogs = dialogsOf(createRuleBooks(compilePolicies)(revision).forms);
  const command = chooseCommand({ interpretation, search, dialogs });
  const titles = new Map([...revision.intents.values()].map(({ name, title }) => [name, title]));
  return explanationLines({ interpretation, search, command, titles });
}
