import { createGuards, type GuardOf } from '../src/assist/guard/create-guard.ts';
import type { Judge } from '../src/assist/guard/judge/create-judge.ts';
import { builtModels } from '../src/cli/intent-models/model-file.ts';
import { builtReadings, createKeptReadings } from '../src/cli/kept-readings.ts';
import { createRuleBooks, type RuleBooks } from '../src/forms/rule-book.ts';
import type { Logger } from '../src/kernel/logger.ts';
import { type LiveKnowledge, openLiveKnowledge } from '../src/knowledge/live-knowledge.ts';
import { packRevision } from '../src/knowledge/pack-revision.ts';
import type { Revision } from '../src/knowledge/revision.ts';
import { createSegmenter, type SegmenterName } from '../src/nlu/create-segmenter.ts';
import { createEntityFinders } from '../src/nlu/entities/entity-finders.ts';
import type { Understand } from '../src/nlu/interpretation.ts';
import { createMoodReaders } from '../src/nlu/mood/read-mood.ts';
import type { Segmenter } from '../src/nlu/segmenter.ts';
import type { Sounds } from '../src/nlu/sounds.ts';
import { createUnderstand } from '../src/nlu/understand.ts';
import { type PolicyCompiler, policiesOf } from '../src/policy/policy-compiler.ts';
import { createCheckRevision } from '../src/publishing/check-revision.ts';
import { createFaqSearch, type FaqSearch, searchDataOf } from '../src/search/search-answers.ts';
import { openGuardJudge } from './guard-judge.ts';
import { type IntentModels, openIntentModels } from './intent-models.ts';

/** The folder of the shop, and all that is made of it: tables, forms, index and classifier, kept in step with it. */
export interface ShopKnowledge {
  readonly live: LiveKnowledge<FaqSearch>;
  readonly policies: PolicyCompiler;
  readonly rulesOf: RuleBooks;
  readonly guardOf: GuardOf;
  readonly intentModels: IntentModels;
  readonly understand: Understand;
  close(): Promise<void>;
}

interface ShopKnowledgeDeps {
  readonly directory: string;
  readonly segmenterName: SegmenterName;
  /** Where models of intents that are learnt while serving are kept. */
  readonly ownModels: string;
  /** Where readings of this folder are kept for the next start. */
  readonly ownReadings: string;
  /** Where shoppers reach us, if that is said: no foreign address to the guard. */
  readonly ownHost?: string | undefined;
  readonly logger: Logger;
}

/** What is opened behind the knowledge that it is learnt from. */
interface Learnt {
  judge: () => Judge | null;
  sounds: () => Sounds | null;
}

/** Reads the folder and follows its changes. */
export async function openShopKnowledge(deps: ShopKnowledgeDeps): Promise<ShopKnowledge> {
  const { directory, segmenterName, ownModels, logger } = deps;
  const segmenter = await createSegmenter(segmenterName);
  const rulesOf = createRuleBooks(policiesOf);
  const learnt: Learnt = { judge: () => null, sounds: () => null };
  const guardOf = createGuards(() => learnt.judge(), deps.ownHost);
  const live = await openLiveKnowledge({
    directory,
    prepare: createPrepare(segmenter, () => learnt.sounds()),
    check: createCheckRevision(rulesOf, guardOf),
    kept: createKeptReadings([deps.ownReadings, builtReadings]),
    logger,
    watch: true,
  });
  const revision = () => live.current().revision;
  const intentModels = await openIntentModels({
    intents: revision().intents,
    segmenter,
    segmenterName,
    ownDir: ownModels,
    builtDir: builtModels,
    logger,
  });
  learnt.sounds = intentModels.sounds;
  const guardJudge = openGuardJudge({
    revision: revision(),
    ownDir: ownModels,
    builtDir: builtModels,
    logger,
  });
  learnt.judge = guardJudge.current;
  live.onSwap(({ revision: fresh }) => {
    void intentModels.follow(fresh.intents);
    void guardJudge.follow(fresh);
  });
  // The folder may have changed while the first model was learnt.
  void intentModels.follow(revision().intents);
  const entityFinders = createEntityFinders();
  const moodReaders = createMoodReaders();
  return {
    live,
    policies: policiesOf,
    rulesOf,
    guardOf,
    intentModels,
    understand: createUnderstand({
      classify: intentModels.classify,
      findEntities: (text, now) => entityFinders(revision())(text, now),
      readMood: (text) => moodReaders(revision())(text),
    }),
    async close() {
      live.close();
      await Promise.all([intentModels.close(), guardJudge.close()]);
    },
  };
}

/** Makes what answers questions out of a revision. */
function createPrepare(
  segmenter: Segmenter,
  sounds: () => Sounds | null,
): (revision: Revision) => FaqSearch {
  return (revision) => {
    // Now, so that no turn waits for it: the first that cites the revision keeps it in the store.
    packRevision(revision);
    return createFaqSearch(revision, segmenter, {
      data: searchDataOf(revision, segmenter),
      sounds,
    });
  };
}
