import type { JSX } from 'preact';
import type { RuleSituation, RulesDecideReply, RulesRecommendReply } from '../../api/rules.ts';
import { CitationList } from '../cards/citation-list.tsx';
import { requestJson } from '../shared/request.ts';
import { AnswerList } from './answer-list.tsx';
import { type Answered, factsOf, readAnswers } from './answers.ts';
import { DecisionView } from './decision-view.tsx';
import { QuestionView } from './question-view.tsx';
import { RemedyList } from './remedy-list.tsx';
import { type Route, withAnswer } from './route.ts';
import { type Asked, useAsked } from './use-asked.ts';
import { goTo } from './use-route.ts';
import { Waiting } from './waiting.tsx';

interface SituationViewProps {
  readonly situation: RuleSituation;
  readonly route: Route;
  readonly takesFocus: boolean;
}

/** One situation: the next question or the decision, and below it what was answered so far. */
export function SituationView(props: SituationViewProps): JSX.Element {
  const { situation, route } = props;
  const { title, opening, questions } = situation;
  const now = Date.now();
  const answered = readAnswers(questions, route.answers);
  const facts = factsOf(answered);
  const asked = useAsked(JSON.stringify(facts), () => askRules(situation, facts));
  return (
    <>
      <p class="situation-name">
        <span>{title}</span>
        <a class="text-button" href="#/">
          换一种情况
        </a>
      </p>
      {opening !== null && <Opening opening={opening} />}
      <Current {...props} asked={asked} answered={answered} now={now} />
      {answered.length > 0 && (
        <AnswerList
          answered={answered}
          now={now}
          changing={route.changing}
          onChange={(fact) => goTo({ ...route, changing: fact })}
        />
      )}
    </>
  );
}

/** What the rules say: a decision, or which situations serve best. */
type Said =
  | { readonly kind: 'decision'; readonly next: string | null; readonly reply: RulesDecideReply }
  | {
      readonly kind: 'remedies';
      readonly next: string | null;
      readonly reply: RulesRecommendReply;
    };

async function askRules(
  { form, decision }: RuleSituation,
  facts: ReturnType<typeof factsOf>,
): Promise<Said> {
  if (decision === null) {
    const body = { form, facts };
    const reply = await requestJson<RulesRecommendReply>('POST', '/api/rules/recommend', { body });
    return { kind: 'remedies', next: reply.next, reply };
  }
  const body = { form, decision, facts };
  const reply = await requestJson<RulesDecideReply>('POST', '/api/rules/decide', { body });
  return { kind: 'decision', next: reply.next, reply };
}

/** What has to be known before any answer. */
function Opening(props: { readonly opening: NonNullable<RuleSituation['opening']> }): JSX.Element {
  const { text, citations } = props.opening;
  return (
    <section class="opening" aria-label="先看这里">
      <p>{text}</p>
      {citations.length > 0 && <CitationList citations={citations} />}
    </section>
  );
}

interface CurrentProps extends SituationViewProps {
  readonly asked: Asked<Said>;
  readonly answered: readonly Answered[];
  readonly now: number;
}

/** The question that is open, or else what is decided. */
function Current(props: CurrentProps): JSX.Element {
  const { situation, route, asked, answered, now, takesFocus } = props;
  const next = route.changing ?? (asked.kind === 'ready' ? asked.value.next : null);
  const question = situation.questions.find(({ fact }) => fact === next);
  if (question !== undefined) {
    const { fact } = question;
    const before = answered.find((one) => one.question === question)?.text ?? null;
    return (
      <QuestionView
        key={`${fact} ${before}`}
        question={question}
        before={before}
        now={now}
        takesFocus={takesFocus}
        onAnswer={(value) => goTo(withAnswer(route, { fact, value }))}
      />
    );
  }
  if (asked.kind !== 'ready') return <Waiting for={asked} />;
  const said = asked.value;
  if (said.kind === 'remedies')
    return <RemedyList remedies={said.reply.remedies} route={route} takesFocus={takesFocus} />;
  return <DecisionView key={said.reply.id} reply={said.reply} now={now} takesFocus={takesFocus} />;
}
