import type { JSX } from 'preact';
import type { RuleRemedy } from '../../api/rules.ts';
import { outcomeWords } from '../cards/zh.ts';
import { type Route, routeText } from './route.ts';
import { StepTitle } from './step-title.tsx';
import { forPerson, remedyOpen } from './zh.ts';

/** What the shopper may choose, the best first; each goes on in its own situation, upon the same answers. */
export function RemedyList(props: {
  readonly remedies: readonly RuleRemedy[];
  readonly route: Route;
  readonly takesFocus: boolean;
}): JSX.Element {
  const { remedies, route, takesFocus } = props;
  if (remedies.length === 0)
    return (
      <>
        <StepTitle takesFocus={takesFocus}>要由人工客服来看</StepTitle>
        <p class="note">{forPerson}</p>
        <a class="solid-button go" href="/">
          去办理
        </a>
      </>
    );
  return (
    <>
      <StepTitle takesFocus={takesFocus}>按规则，您可以选</StepTitle>
      <ol class="situations remedies">
        {remedies.map(({ form, label, status, reason }, at) => (
          <li key={form}>
            <a class="situation" href={routeText({ ...route, form, changing: null })}>
              <span class="remedy-head">
                <strong>{label}</strong>
                <span class="remedy-word">
                  {at === 0 && status !== 'missing' ? '最合适' : outcomeWords[status]}
                </span>
              </span>
              <small>{reason ?? remedyOpen}</small>
            </a>
          </li>
        ))}
      </ol>
    </>
  );
}
