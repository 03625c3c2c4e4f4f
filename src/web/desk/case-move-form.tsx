import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { CaseMoveBody, CaseMoveName, CaseView } from '../../api/cases.ts';
import { newKey } from '../shared/new-key.ts';
import { caseListKey, casesKey } from './desk-queries.ts';
import { postMove } from './desk-requests.ts';
import { Modal } from './modal.tsx';
import { emptyMove, type MoveDraft, moveBody } from './move-draft.ts';
import { Trouble } from './trouble.tsx';
import { laterText, moveForms, resultNames } from './zh-cases.ts';

interface CaseMoveFormProps {
  readonly seen: CaseView;
  readonly move: CaseMoveName;
  readonly onClose: () => void;
}

/** Asks for what a move needs, and makes it. */
export function CaseMoveForm({ seen, move, onClose }: CaseMoveFormProps) {
  const first = useRef<HTMLButtonElement>(null);
  const [draft, setDraft] = useState(emptyMove);
  const { mutate, isPending, error } = usePosting({ seen, move, onClose });
  const body = moveBody(move, seen.family, draft);
  const { name } = moveForms[move];
  return (
    <Modal title={`${name}：${seen.title} ${seen.caseId}`} first={first} onClose={onClose}>
      <form
        className="move-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (body !== null && !isPending) mutate(body);
        }}
      >
        <Fields seen={seen} move={move} draft={draft} onChange={setDraft} />
        {begunBy(move, seen).map((duty) => (
          <p key={duty.what} className="note">
            按“{name}”就开始计时：{laterText(duty)}。
          </p>
        ))}
        <p className="note">顾客会在对话里收到这一步和期限。</p>
        {error !== null && <Trouble error={error} />}
        <div className="dialog-buttons">
          <button ref={first} type="button" className="button" onClick={onClose}>
            先不动
          </button>
          <button
            type="submit"
            className="button button-solid"
            aria-disabled={body === null || isPending}
          >
            {name}
          </button>
        </div>
      </form>
    </Modal>
  );
}

/** Duties that begin with a move: whoever makes it must know what is counted from then on. */
function begunBy(move: CaseMoveName, { later }: CaseView) {
  const from = move === 'start' ? 'in_progress' : move === 'decide' ? 'decided' : null;
  return later.filter((duty) => duty.from === from);
}

function usePosting({ seen, move, onClose }: CaseMoveFormProps) {
  const client = useQueryClient();
  // One form is one move, however often its button is pressed.
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: (body: CaseMoveBody) => postMove({ seen, move, body, key }),
    networkMode: 'always',
    onSuccess: onClose,
    onSettled: () =>
      Promise.all(
        [casesKey(seen.conversationId), caseListKey].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

interface FieldsProps extends Pick<CaseMoveFormProps, 'seen' | 'move'> {
  readonly draft: MoveDraft;
  readonly onChange: (draft: MoveDraft) => void;
}

function Fields({ seen, move, draft, onChange }: FieldsProps) {
  const { note, due, dueLabel, hasVerdict } = moveForms[move];
  const change = (part: Partial<MoveDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      {hasVerdict && <VerdictFields family={seen.family} draft={draft} change={change} />}
      {note !== undefined && (
        <label className="field">
          <span>{note === 'needed' ? '告诉顾客' : '告诉顾客（可不填）'}</span>
          <textarea
            rows={3}
            maxLength={500}
            value={draft.note}
            onChange={({ target }) => change({ note: target.value })}
          />
        </label>
      )}
      {due !== undefined && (
        <label className="field">
          <span>{due === 'needed' ? dueLabel : `${dueLabel}（可不填）`}</span>
          <input
            type="datetime-local"
            value={draft.due}
            onChange={({ target }) => change({ due: target.value })}
          />
        </label>
      )}
    </>
  );
}

interface VerdictFieldsProps {
  readonly family: CaseView['family'];
  readonly draft: MoveDraft;
  readonly change: (part: Partial<MoveDraft>) => void;
}

function VerdictFields({ family, draft, change }: VerdictFieldsProps) {
  const { result, yuan, ground } = draft;
  return (
    <>
      <fieldset className="choices">
        <legend>结果</legend>
        {(['granted', 'partly', 'refused'] as const).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="result"
              checked={result === one}
              onChange={() => change({ result: one })}
            />
            {resultNames[one]}
          </label>
        ))}
      </fieldset>
      {family === 'claim' && result !== null && result !== 'refused' && (
        <label className="field">
          <span>金额（元）</span>
          <input
            inputMode="decimal"
            value={yuan}
            onChange={({ target }) => change({ yuan: target.value })}
          />
        </label>
      )}
      {family === 'privacy' && result === 'refused' && (
        <label className="field">
          <span>依据的条款编号</span>
          <input value={ground} onChange={({ target }) => change({ ground: target.value })} />
        </label>
      )}
    </>
  );
}
