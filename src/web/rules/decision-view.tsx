import type { JSX } from 'preact';
import type { RulesDecideReply } from '../../api/rules.ts';
import { OutcomeView } from '../cards/outcome-view.tsx';
import { StepTitle } from './step-title.tsx';
import { tryOnly, unsettled } from './zh.ts';

/** What the rules say, and where to go with it. */
export function DecisionView(props: {
  readonly reply: RulesDecideReply;
  readonly now: number;
  readonly takesFocus: boolean;
}): JSX.Element | null {
  const { reply, now, takesFocus } = props;
  const { id, outcome, outcomeCard, citations } = reply;
  if (outcomeCard === null) return null;
  return (
    <>
      <StepTitle takesFocus={takesFocus}>按规则是这样</StepTitle>
      <OutcomeView outcome={outcomeCard} citations={citations} now={now} age="only" />
      <p class="decision-id">
        决定编号 <code>{id}</code>
      </p>
      <p class="note">{outcome.status === 'missing' ? unsettled : tryOnly}</p>
      <a class="solid-button go" href="/">
        去办理
      </a>
    </>
  );
}
