import { useState } from 'react';
import type { CaseMoveName, CaseView } from '../../api/cases.ts';
import { DeadlineList } from './case-card.tsx';
import { CaseMoveForm } from './case-move-form.tsx';
import { useCases } from './desk-queries.ts';
import { FileIcon } from './icons.tsx';
import { isOwnUrl } from './is-own-url.ts';
import { Trouble } from './trouble.tsx';
import { useNow } from './use-now.ts';
import { momentText } from './zh.ts';
import {
  eventText,
  laterText,
  moveForms,
  statusNames,
  turnNames,
  verdictText,
} from './zh-cases.ts';

/** The cases of a conversation as they stand, and what can be done with each. */
export function CasePanel({ conversationId }: { readonly conversationId: string }) {
  const { data, error, refetch } = useCases(conversationId);
  return (
    <section>
      <h2>售后单</h2>
      {error !== null && <Trouble error={error} onRetry={() => void refetch()} />}
      {data?.cases.map((one) => (
        <Case key={one.caseId} case={one} />
      ))}
    </section>
  );
}

function Case({ case: one }: { readonly case: CaseView }) {
  const now = useNow(30_000);
  const [move, setMove] = useState<CaseMoveName | null>(null);
  const { caseId, title, status, subject, openedAt, ownerId, verdict, deadlines, turn } = one;
  return (
    <article className="card case" aria-label={`售后单 ${caseId}`}>
      <h3>
        {title} {caseId}
        <span className="chip chip-wants">{statusNames[status]}</span>
      </h3>
      <p>{subject}</p>
      <p className="note">
        {momentText(Date.parse(openedAt), now)} 开单 ·{' '}
        {ownerId === null ? '还没有人跟进' : `${ownerId} 跟进`}
      </p>
      <p className={`case-turn case-turn-${turn}`}>{turnNames[turn]}</p>
      {one.answeredAt !== null && (
        <p className="case-answer">
          顾客{momentText(Date.parse(one.answeredAt), now)}发来材料或说明，请看对话。
        </p>
      )}
      {verdict && <p>结果：{verdictText(verdict)}</p>}
      <DeadlineList
        deadlines={deadlines.map(({ label, ...duty }) => ({ ...duty, text: label }))}
        now={now}
      />
      {one.later.map((duty) => (
        <p key={duty.what} className="note">
          {laterText(duty)}
        </p>
      ))}
      <Attachments files={one.attachments} />
      <History case={one} now={now} />
      {one.moves.length > 0 && (
        <div className="case-moves">
          {one.moves.map((name) => (
            <button key={name} type="button" className="button" onClick={() => setMove(name)}>
              {moveForms[name].name}
            </button>
          ))}
        </div>
      )}
      {move !== null && (
        <CaseMoveForm key={move} seen={one} move={move} onClose={() => setMove(null)} />
      )}
    </article>
  );
}

function Attachments({ files }: { readonly files: CaseView['attachments'] }) {
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label="顾客的材料">
      {files.map((file, index) => (
        <li key={file.fileId}>
          <Attachment file={file} name={`材料 ${index + 1}`} />
        </li>
      ))}
    </ul>
  );
}

interface AttachmentProps {
  readonly file: CaseView['attachments'][number];
  readonly name: string;
}

/** A picture is seen at once; it opens in full beside the desk. */
function Attachment({ file: { url, contentType }, name }: AttachmentProps) {
  const isPicture = contentType.startsWith('image/');
  if (!isOwnUrl(url)) return <span className="file">{name}</span>;
  return (
    <a
      className={isPicture ? 'thumb' : 'file'}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
    >
      {isPicture ? <img src={url} alt={name} loading="lazy" /> : <FileIcon />}
      {!isPicture && name}
    </a>
  );
}

function History({ case: one, now }: { readonly case: CaseView; readonly now: number }) {
  return (
    <details className="case-history">
      <summary>经过（{one.history.length}）</summary>
      <ol>
        {one.history.map(({ at, what, by, note }) => (
          <li key={`${at}:${what}`}>
            <span>
              {eventText(what, one.deadlines)}
              {by !== null && (
                <span className="note"> {by.role === 'shopper' ? '顾客' : by.id}</span>
              )}
            </span>
            <span className="note">{momentText(Date.parse(at), now)}</span>
            {note !== null && <span className="note case-note">{note}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
