import type { JSX } from 'preact';
import { Choices } from '../cards/choices.tsx';
import { CitationList } from '../cards/citation-list.tsx';
import { PersonIcon, ShieldIcon, TickIcon } from '../cards/icons.tsx';
import { MessageText, OwnText } from '../cards/message-text.tsx';
import { OutcomeView } from '../cards/outcome-view.tsx';
import { Attachment } from './attachment.tsx';
import { AskInputView } from './cards/ask-input.tsx';
import { CaseView } from './cards/case-view.tsx';
import type { Chat } from './chat.ts';
import { Feedback } from './feedback.tsx';
import type { Answer } from './questions.ts';
import type { Message } from './transcript.ts';

interface MessageRowProps {
  readonly message: Message;
  readonly isFirstOfRun: boolean;
  /** Its question may still be answered by tapping. */
  readonly isLive: boolean;
  readonly answer: Answer | null;
  /** Whether its cards are told anew further down. */
  readonly age: 'older' | 'newest' | 'only';
  /** Of the shopper, where it is an answer. */
  readonly opinion: boolean | null;
  readonly now: number;
  readonly chat: Chat;
}

/** One message with what hangs on it. */
export function MessageRow(props: MessageRowProps): JSX.Element {
  const { message, isFirstOfRun, isLive, answer, opinion, chat, now } = props;
  const { speaker, choices, input, answerId } = message;
  return (
    <div class={`row row-${speaker}`} data-id={message.id}>
      {speaker === 'shopper' ? (
        <span class="unseen">我说：</span>
      ) : (
        isFirstOfRun && <SpeakerLine message={message} />
      )}
      <Bubble message={message} now={now} />
      <Cards {...props} />
      {answerId !== null && <Feedback answerId={answerId} opinion={opinion} chat={chat} />}
      {input !== null && (
        <AskInputView input={input} isLive={isLive} answer={answer} now={now} chat={chat} />
      )}
      {choices.length > 0 && (
        <Choices
          choices={choices}
          isLive={isLive}
          tapped={answer?.choice ?? null}
          onChoose={chat.choose}
        />
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

function Bubble({ message, now }: Pick<MessageRowProps, 'message' | 'now'>): JSX.Element | null {
  const { speaker, text, attachments, citations, outcome } = message;
  const own = outcome === null ? citations : []; // a decision's clauses stand on its card
  if (text === '' && attachments.length + own.length === 0) return null;
  return (
    <div class="bubble">
      {text !== '' &&
        (speaker === 'shopper' ? <OwnText text={text} now={now} /> : <MessageText text={text} />)}
      {attachments.map((attachment) => (
        <Attachment key={attachment.contentUrl ?? attachment.name} attachment={attachment} />
      ))}
      {own.length > 0 && <CitationList citations={own} />}
    </div>
  );
}

function Cards({ message, age, now }: MessageRowProps): JSX.Element {
  const { outcome, citations } = message;
  return (
    <>
      {outcome !== null && (
        <OutcomeView outcome={outcome} citations={citations} age={age} now={now} />
      )}
      {message.case !== null && <CaseView card={message.case} age={age} now={now} />}
    </>
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
