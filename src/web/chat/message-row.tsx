import type { JSX } from 'preact';
import { Attachment } from './attachment.tsx';
import { Choices } from './choices.tsx';
import { CitationList } from './citation-list.tsx';
import { PersonIcon, ShieldIcon, TickIcon } from './icons.tsx';
import { MessageText } from './message-text.tsx';
import type { Message } from './transcript.ts';

interface MessageRowProps {
  readonly message: Message;
  readonly isFirstOfRun: boolean;
  /** Its choices may still be tapped. */
  readonly isLive: boolean;
  readonly tapped: string | null;
  readonly onChoose: (label: string, choice: string) => void;
}

/** One message with what hangs on it. */
export function MessageRow(props: MessageRowProps): JSX.Element {
  const { message, isFirstOfRun, isLive, tapped, onChoose } = props;
  const { speaker, text, attachments, choices, citations } = message;
  return (
    <div class={`row row-${speaker}`} data-id={message.id}>
      {speaker === 'shopper' ? (
        <span class="unseen">我说：</span>
      ) : (
        isFirstOfRun && <SpeakerLine message={message} />
      )}
      <div class="bubble">
        {text !== '' && <MessageText text={text} />}
        {attachments.map((attachment) => (
          <Attachment key={attachment.contentUrl ?? attachment.name} attachment={attachment} />
        ))}
        {citations.length > 0 && <CitationList citations={citations} />}
      </div>
      {choices.length > 0 && (
        <Choices choices={choices} isLive={isLive} tapped={tapped} onChoose={onChoose} />
      )}
      {speaker === 'shopper' && (
        <p class="sent">
          <TickIcon />
          <span class="unseen">已发送</span>
        </p>
      )}
    </div>
  );
}

function SpeakerLine({ message: { speaker, name } }: { readonly message: Message }): JSX.Element {
  return speaker === 'agent' ? (
    <p class="speaker">
      <span class="avatar">
        <PersonIcon />
      </span>
      {name ?? '客服'}
      <span class="tag">人工</span>
    </p>
  ) : (
    <p class="speaker">
      <span class="avatar">
        <ShieldIcon />
      </span>
      智能客服
    </p>
  );
}
