import { useState } from 'react';
import type { DecidedView, GuardReply } from '../../api/guard.ts';

/** As many characters as the server takes. */
const longestReason = 200;

interface GuardNoticeProps {
  readonly found: GuardReply;
  readonly onRewrite: (text: string) => void;
  readonly onOverride: (reason: string) => void;
}

/** What the guard found in a reply, what to do about it, and, where it only warns, the way to send it with a reason. */
export function GuardNotice({ found, onRewrite, onOverride }: GuardNoticeProps) {
  const { violations, rewrite, verdict } = found;
  return (
    <section className="guard" role="alert">
      <h3>{verdict === 'block' ? '这条回复不能发出，请修改' : '这条回复可能违规，请核对'}</h3>
      <ul>
        {violations.map(({ rule, title, level, start, text, advice, decided }) => (
          <li key={`${rule}:${start}`} className={`guard-${level}`}>
            <b>{title}</b> <q>{text}</q>
            <p>{advice}</p>
            {decided && <DecidedLine decided={decided} />}
          </li>
        ))}
      </ul>
      <div className="guard-ways">
        {rewrite !== undefined && (
          <button type="button" className="button" onClick={() => onRewrite(rewrite)}>
            换成去掉违规内容的
          </button>
        )}
        {verdict === 'warn' && <Override onOverride={onOverride} />}
      </div>
    </section>
  );
}

/** All of them stand beside the conversation; here the way to send must stay in sight. */
const namedClauses = 2;

/** What was decided, why, and by which clauses. */
function DecidedLine({ decided: { text, reason, clauses } }: { readonly decided: DecidedView }) {
  return (
    <div className="guard-decided">
      <p>
        <b>{text}</b>
      </p>
      <p>{reason}</p>
      {clauses.length > 0 && (
        <p>
          依据：{clauses.slice(0, namedClauses).map(({ title }) => `《${title}》`)}
          {clauses.length > namedClauses && ` 等${clauses.length}条`}
        </p>
      )}
    </div>
  );
}

function Override({ onOverride }: Pick<GuardNoticeProps, 'onOverride'>) {
  const [reason, setReason] = useState('');
  const isReason = reason.trim().length > 1;
  return (
    <form
      className="guard-override"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReason) onOverride(reason.trim());
      }}
    >
      <input
        value={reason}
        maxLength={longestReason}
        aria-label="仍然发送的理由"
        placeholder="写明理由，会记入审计"
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button" aria-disabled={!isReason}>
        仍然发送
      </button>
    </form>
  );
}
