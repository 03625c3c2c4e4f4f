import { useState } from 'react';
import type { ConversationPromises } from '../../api/promises.ts';
import { trackPromise } from './desk-requests.ts';
import { Trouble } from './trouble.tsx';
import { usePromiseAct } from './use-promise-act.ts';

interface UndatedPromiseProps {
  readonly conversationId: string;
  readonly heard: ConversationPromises['undated'][number];
}

/** What an agent promised in working days of a year whose holidays are not known: only they can say which day it is. */
export function UndatedPromise({ conversationId, heard }: UndatedPromiseProps) {
  const [due, setDue] = useState('');
  const { mutate, error } = usePromiseAct(conversationId, (isPromise: boolean, key) =>
    // The day of what is no promise is looked at by nobody.
    trackPromise(conversationId, { ...heard, dueAt: isoOf(isPromise ? due : ''), isPromise }, key),
  );
  return (
    <div className="card promise">
      <p>
        您说了“{heard.label}
        ”。工作日历里还没有那时候的放假安排，算不出是哪一天，到期不会提醒：请选一个最晚的日子。
      </p>
      <label className="field">
        <span>最晚做到</span>
        <input type="datetime-local" value={due} onChange={({ target }) => setDue(target.value)} />
      </label>
      {error !== null && <Trouble error={error} />}
      <div className="case-moves">
        <button
          type="button"
          className="button"
          aria-disabled={due === ''}
          onClick={() => {
            if (due !== '') mutate(true);
          }}
        >
          记为承诺
        </button>
        <button type="button" className="button" onClick={() => mutate(false)}>
          不是承诺
        </button>
      </div>
    </div>
  );
}

/** As the browser's field writes it, in the agent's own time zone; empty: now. */
function isoOf(due: string): string {
  return (due === '' ? new Date() : new Date(due)).toISOString();
}
