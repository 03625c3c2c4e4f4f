import type { JSX } from 'preact';
import type { Asked } from './use-asked.ts';
import { loading } from './zh.ts';

/** What stands in the place of an answer that is on its way, or did not come. */
export function Waiting(props: {
  readonly for: Exclude<Asked<unknown>, { readonly kind: 'ready' }>;
}): JSX.Element {
  const { for: asked } = props;
  if (asked.kind === 'loading')
    return (
      <p class="waiting" role="status">
        {loading}
      </p>
    );
  return (
    <p class="waiting" role="alert">
      {asked.say}
      <button type="button" class="text-button" onClick={asked.again}>
        重试
      </button>
    </p>
  );
}
