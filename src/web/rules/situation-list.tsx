import type { JSX } from 'preact';
import type { RuleSituation } from '../../api/rules.ts';
import { routeText } from './route.ts';
import { StepTitle } from './step-title.tsx';
import { intro, notFound } from './zh.ts';

/** What can be tried. */
export function SituationList(props: {
  readonly situations: readonly RuleSituation[];
  /** The address names one that is not there. */
  readonly isUnknown: boolean;
  readonly takesFocus: boolean;
}): JSX.Element {
  return (
    <>
      <StepTitle takesFocus={props.takesFocus}>您想了解哪种情况？</StepTitle>
      <p class="note">{props.isUnknown ? notFound : intro}</p>
      <ul class="situations">
        {props.situations.map(({ form, title, about }) => (
          <li key={form}>
            <a class="situation" href={routeText({ form, answers: [], changing: null })}>
              <strong>{title}</strong>
              {about !== null && <small>{about}</small>}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
