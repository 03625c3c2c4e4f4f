import type { ConversationPromises, PromiseView } from '../../api/promises.ts';
import { DueChip } from './alarm-list.tsx';
import { usePromises } from './desk-queries.ts';
import { endPromise, trackPromise } from './desk-requests.ts';
import { Trouble } from './trouble.tsx';
import { UndatedPromise } from './undated-promise.tsx';
import { useNow } from './use-now.ts';
import { usePromiseAct } from './use-promise-act.ts';
import { deadlineStates, momentText } from './zh.ts';

/** What agents promised in this conversation: heard and not yet confirmed, and tracked. Duties stand with their case. */
export function PromisePanel({ conversationId }: { readonly conversationId: string }) {
  const { data } = usePromises(conversationId);
  const tracked = (data?.promises ?? []).filter(
    ({ caseId, state }) => caseId === null && state !== 'withdrawn',
  );
  const heard = data?.heard ?? [];
  const undated = data?.undated ?? [];
  if (tracked.length + heard.length + undated.length === 0) return null;
  return (
    <section>
      <h2>承诺</h2>
      {heard.map((one) => (
        <Heard key={one.seq} conversationId={conversationId} heard={one} />
      ))}
      {undated.map((one) => (
        <UndatedPromise key={one.seq} conversationId={conversationId} heard={one} />
      ))}
      {tracked.map((one) => (
        <Tracked key={one.promiseId} promise={one} />
      ))}
    </section>
  );
}

interface HeardProps {
  readonly conversationId: string;
  readonly heard: ConversationPromises['heard'][number];
}

function Heard({ conversationId, heard }: HeardProps) {
  const now = useNow(30_000);
  const { mutate, error } = usePromiseAct(conversationId, (isPromise: boolean, key) =>
    trackPromise(conversationId, { ...heard, isPromise }, key),
  );
  return (
    <div className="card promise">
      <p>
        您说了“{heard.label}”。记下来，到{momentText(Date.parse(heard.dueAt), now)}提醒吗？
      </p>
      {error !== null && <Trouble error={error} />}
      <div className="case-moves">
        <button type="button" className="button" onClick={() => mutate(true)}>
          记为承诺
        </button>
        <button type="button" className="button" onClick={() => mutate(false)}>
          不是承诺
        </button>
      </div>
    </div>
  );
}

function Tracked({ promise }: { readonly promise: PromiseView }) {
  const now = useNow(30_000);
  const { promiseId, conversationId, label, dueAt, state, isOver } = promise;
  const { mutate, error } = usePromiseAct(conversationId, (end: 'keep' | 'withdraw', key) =>
    endPromise(promiseId, end, key),
  );
  return (
    <div className="card promise">
      <p className="deadline">
        <span>{label}</span>
        {isOver ? (
          <span className="chip">{deadlineStates[state]}</span>
        ) : (
          <DueChip promise={promise} now={now} />
        )}
        <span className="note">{momentText(Date.parse(dueAt), now)} 前</span>
      </p>
      {error !== null && <Trouble error={error} />}
      {!isOver && (
        <div className="case-moves">
          <button type="button" className="button" onClick={() => mutate('keep')}>
            已做到
          </button>
          <button type="button" className="button" onClick={() => mutate('withdraw')}>
            取消承诺
          </button>
        </div>
      )}
    </div>
  );
}
