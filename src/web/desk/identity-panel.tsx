import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { IdentityMeans, IdentityView } from '../../api/privacy.ts';
import { newKey } from '../shared/new-key.ts';
import { identityKey, useIdentity } from './desk-queries.ts';
import { noteIdentity } from './desk-requests.ts';
import { Trouble } from './trouble.tsx';
import { momentText } from './zh.ts';

/** Of whom nobody knows: how an agent made sure who they are, without which nothing of theirs is given out or erased. */
export function IdentityPanel({ conversationId }: { readonly conversationId: string }) {
  const { data } = useIdentity(conversationId);
  if (!data?.isNeeded) return null;
  const { check, means } = data;
  return (
    <section>
      <h2>身份核实</h2>
      <div className="card">
        {check ? (
          <Checked check={check} means={means} />
        ) : (
          <NoteForm {...{ conversationId, means }} />
        )}
      </div>
    </section>
  );
}

function Checked({
  check: { means: used, by, until },
  means,
}: {
  readonly check: NonNullable<IdentityView['check']>;
  readonly means: IdentityView['means'];
}) {
  return (
    <>
      <p>已核实是本人：{means.find(({ id }) => id === used)?.title ?? used}。</p>
      <p className="note">
        {by} 记下，{momentText(Date.parse(until), Date.now())}以前有效。
      </p>
    </>
  );
}

interface NoteFormProps {
  readonly conversationId: string;
  readonly means: IdentityView['means'];
}

function NoteForm({ conversationId, means }: NoteFormProps) {
  const client = useQueryClient();
  const [key] = useState(newKey);
  const [chosen, setChosen] = useState<IdentityMeans | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (used: IdentityMeans) =>
      noteIdentity({ conversationId, means: used }, `${key}-${used}`),
    networkMode: 'always',
    onSettled: () => client.invalidateQueries({ queryKey: identityKey(conversationId) }),
  });
  return (
    <>
      <p className="note">
        顾客没有登录。要查看、更正或者删除个人信息，先核实是不是本人；不要收证件照片、验证码和密码。
      </p>
      <label className="field">
        <span>怎么核实的</span>
        <select
          value={chosen ?? ''}
          onChange={({ target }) =>
            setChosen(means.find(({ id }) => id === target.value)?.id ?? null)
          }
        >
          <option value="">请选择</option>
          {means.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {error !== null && <Trouble error={error} />}
      <div className="case-moves">
        <button
          type="button"
          className="button"
          aria-disabled={chosen === null || isPending}
          onClick={() => {
            if (chosen !== null && !isPending) mutate(chosen);
          }}
        >
          记为已核实
        </button>
      </div>
    </>
  );
}
