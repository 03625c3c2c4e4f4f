import type { ConversationSummary, FormSummary } from '../../api/desk.ts';
import { CasePanel } from './case-panel.tsx';
import { CitationList } from './citation-list.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { OutcomeCard } from './outcome-card.tsx';
import { PromisePanel } from './promise-panel.tsx';

interface ContextPaneProps {
  readonly conversationId: string;
  readonly summary: ConversationSummary;
}

/** What the bot has found out, decided and opened so far. */
export function ContextPane({ conversationId, summary }: ContextPaneProps) {
  const { form, decision, cases, misses, later } = summary;
  const isBare = form === null && decision === null && cases.length + later.length === 0;
  return (
    <>
      {misses > 0 && (
        <p className="card near-miss">机器人连续 {misses} 次没有答上来，请先看看顾客问了什么。</p>
      )}
      {form && <Form form={form} />}
      {later.length > 0 && <LaterWishes texts={later} />}
      <PromisePanel conversationId={conversationId} />
      {cases.length > 0 && <CasePanel conversationId={conversationId} />}
      {decision && (
        <section>
          <h2>判定</h2>
          <OutcomeCard outcome={decision.outcome} />
          <CitationList citations={decision.citations} />
        </section>
      )}
      <IdentityPanel key={conversationId} conversationId={conversationId} />
      {isBare && (
        <p className="note">
          机器人还没有办理任何事项。顾客开始退货等办理后，已知的情况会列在这里。
        </p>
      )}
    </>
  );
}

/** What else the shopper wants: it is the agent's, since the bot forgets it when it gets the conversation back. */
function LaterWishes({ texts }: { readonly texts: readonly string[] }) {
  return (
    <section>
      <h2>
        顾客还要办<span className="count">{texts.length}</span>
      </h2>
      <ol className="card later">
        {texts.map((text) => (
          <li key={text}>“{text}”</li>
        ))}
      </ol>
      <p className="note">请一并办理：交还以后，机器人不会再问这些。</p>
    </section>
  );
}

function Form({ form: { title, slots, asked, unknown } }: { readonly form: FormSummary }) {
  return (
    <section>
      <h2>正在办理：{title}</h2>
      <div className="card">
        {slots.length === 0 && <p className="note">还没有已知的情况。</p>}
        <dl className="slots">
          {slots.map(({ slot, label, text, from }) => (
            <div key={slot}>
              <dt>{label}</dt>
              <dd>
                {text}
                <span className="chip">{from === 'order' ? '订单' : '顾客说'}</span>
              </dd>
            </div>
          ))}
        </dl>
        {asked && <p className="asked">机器人正在等：{asked.label}</p>}
        {unknown.length > 0 && (
          <p className="note">顾客说不清：{unknown.map(({ label }) => label).join('、')}</p>
        )}
      </div>
    </section>
  );
}
