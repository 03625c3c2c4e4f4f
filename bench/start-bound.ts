// From which confidence an intent should begin its dialog: our own utterances by cross-validation.
// `npm run bench:start`. The bounds chosen stand in src/nlu/choose-command.ts.
import { examplesOf } from '../src/cli/intent-models/origin.ts';
import { checkKnowledgeFolder } from '../src/knowledge/check-knowledge-folder.ts';
import { crossValidate } from '../src/nlu/evaluation/cross-validate.ts';
import { createRsSegmenter } from '../src/nlu/rs-segmenter.ts';
import { createSounds } from '../src/nlu/sounds.ts';

const foldCount = 5;
const bounds = [0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8];
/** Intents that begin a dialog, and the one that is refused. */
const asked = [
  ['dialogs', ['return_goods', 'quality_problem', 'wrong_or_missing_item', 'aftersales_status']],
  ['out_of_scope', ['out_of_scope']],
] as const;

const { revision } = await checkKnowledgeFolder('knowledge');
const tools = { segmenter: createRsSegmenter(), sounds: createSounds() };
const judged = crossValidate(examplesOf(revision.intents), tools, foldCount);

for (const [name, intents] of asked) {
  const isAsked = (label: string) => (intents as readonly string[]).includes(label);
  const wanted = judged.filter(({ label }) => isAsked(label)).length;
  console.log(`\n${name}: ${wanted} of ${judged.length} utterances\n`);
  console.log(
    '| bound | begun rightly | of those begun, wrongly | of them, from faq |\n| --- | --- | --- | --- |',
  );
  for (const bound of bounds) {
    const begun = judged.filter(
      ({ predicted, confidence }) => isAsked(predicted) && confidence >= bound,
    );
    const right = begun.filter(({ label, predicted }) => label === predicted).length;
    const fromFaq = begun.filter(({ label }) => label === 'faq').length;
    const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
    console.log(
      `| ${bound} | ${share(right, wanted)} | ${share(begun.length - right, begun.length)} | ${fromFaq} |`,
    );
  }
}
