import type { DetailsView, EntryView, FileView } from '../../api/desk.ts';
import { CaseCard } from './case-card.tsx';
import { CitationList } from './citation-list.tsx';
import { FileIcon, PictureIcon } from './icons.tsx';
import { isOwnUrl } from './is-own-url.ts';
import { MessageText } from './message-text.tsx';
import { OutcomeCard } from './outcome-card.tsx';
import { clockText, roleNames } from './zh.ts';

interface MessageRowProps {
  readonly entry: EntryView;
  readonly isFirstOfRun: boolean;
}

/** One message of the log, with what it carries. */
export function MessageRow({ entry, isFirstOfRun }: MessageRowProps) {
  const { author, body, at } = entry;
  const files = body?.files ?? [];
  return (
    <article className={`message message-${author.role}`} aria-label={speakerOf(entry)}>
      {isFirstOfRun && (
        <p className="speaker">
          <b>{speakerOf(entry)}</b>
          <time dateTime={at}>{clockText(Date.parse(at))}</time>
        </p>
      )}
      <div className="bubble">
        {body === null && <p className="erased">此消息已按要求删除</p>}
        {body?.text && <MessageText text={body.text} />}
        {files.length > 0 && <Files files={files} />}
        {body?.details && <Details details={body.details} />}
      </div>
    </article>
  );
}

function speakerOf({ author: { role, name } }: EntryView): string {
  return role === 'agent' && name !== undefined ? `客服 ${name}` : roleNames[role];
}

function Details({ details }: { readonly details: DetailsView }) {
  const { outcome, case: opened, citations = [], choices = [] } = details;
  return (
    <>
      {outcome && <OutcomeCard outcome={outcome} />}
      {opened && <CaseCard case={opened} />}
      <CitationList citations={citations} />
      {choices.length > 0 && (
        <ul className="offered" aria-label="给顾客的选项">
          {choices.map(({ label, value }) => (
            <li key={value}>{label}</li>
          ))}
        </ul>
      )}
    </>
  );
}

function Files({ files }: { readonly files: readonly FileView[] }) {
  return (
    <div className="files">
      {files.map((file) => (
        <FileLink key={file.fileId} file={file} />
      ))}
    </div>
  );
}

/** Only what our own server keeps is linked: nothing in a message makes the page ask elsewhere. */
function FileLink({ file: { name, url, contentType } }: { readonly file: FileView }) {
  const icon = contentType.startsWith('image/') ? <PictureIcon /> : <FileIcon />;
  if (!isOwnUrl(url)) {
    return (
      <span className="file">
        {icon}
        {name}
      </span>
    );
  }
  return (
    <a className="file" href={url} target="_blank" rel="noopener noreferrer">
      {icon}
      {name}
    </a>
  );
}
