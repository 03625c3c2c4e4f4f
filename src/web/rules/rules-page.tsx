import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { RulesReply } from '../../api/rules.ts';
import { ShieldIcon } from '../cards/icons.tsx';
import { requestJson } from '../shared/request.ts';
import { SituationList } from './situation-list.tsx';
import { SituationView } from './situation-view.tsx';
import { useAsked } from './use-asked.ts';
import { useRoute } from './use-route.ts';
import { Waiting } from './waiting.tsx';
import { pageName } from './zh.ts';

/** The whole page: which situation, and what the rules say to it. */
export function RulesPage(): JSX.Element {
  const rules = useAsked('', () => requestJson<RulesReply>('GET', '/api/rules'));
  const shop = rules.kind === 'ready' ? rules.value.shop : null;
  const title = shop === null ? pageName : `${shop.name} · ${pageName}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <div class="sheet">
      <header class="top">
        <span class="top-mark">
          <ShieldIcon />
        </span>
        <div class="top-names">
          <h1>{pageName}</h1>
          <p>{shop?.name ?? ' '}</p>
        </div>
        <a class="to-chat" href="/">
          在线客服
        </a>
      </header>
      <main>{rules.kind === 'ready' ? <Step rules={rules.value} /> : <Waiting for={rules} />}</main>
      <footer>
        <p class="disclaimer">{shop?.disclaimer ?? ' '}</p>
      </footer>
    </div>
  );
}

function Step({ rules }: { readonly rules: RulesReply }): JSX.Element {
  const { route, hasMoved } = useRoute();
  const situation = rules.situations.find(({ form }) => form === route?.form);
  if (route === null || situation === undefined)
    return (
      <SituationList
        situations={rules.situations}
        isUnknown={route !== null}
        takesFocus={hasMoved}
      />
    );
  return (
    <SituationView key={situation.form} situation={situation} route={route} takesFocus={hasMoved} />
  );
}
