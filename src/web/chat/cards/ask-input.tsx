import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { AskInput, OrderCard } from '../../../api/cards.ts';
import { DayInput } from '../../cards/day-input.tsx';
import type { PendingFile } from '../../shared/outbox.ts';
import type { Chat } from '../chat.ts';
import type { Answer } from '../questions.ts';
import { OrderPicker } from './order-picker.tsx';
import { PhotoInput } from './photo-input.tsx';
import { PickedDay, PickedOrder } from './picked.tsx';

interface AskInputProps {
  readonly input: AskInput;
  readonly isLive: boolean;
  readonly answer: Answer | null;
  readonly now: number;
  readonly chat: Chat;
}

/** A way to answer beside typing. Once answered it only shows what was picked. */
export function AskInputView(props: AskInputProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  /** What was tapped is about to go: the focus stays at this place. */
  const keepFocus = () => root.current?.focus({ preventScroll: true });
  return (
    <div class="ask" ref={root} tabIndex={-1}>
      <AnyInput {...props} keepFocus={keepFocus} />
    </div>
  );
}

interface AnyInputProps extends AskInputProps {
  readonly keepFocus: () => void;
}

function AnyInput(props: AnyInputProps): JSX.Element | null {
  const { input, now, chat, keepFocus } = props;
  if (input.kind === 'photos') {
    const send = (files: readonly PendingFile[]) => {
      keepFocus();
      chat.say('', files);
    };
    return <PhotoInput most={input.most} isLive={props.isLive} onSend={send} />;
  }
  if (!props.isLive) return <Picked {...props} />;
  if (input.kind === 'orders') {
    const pick = ({ label, value }: OrderCard) => {
      keepFocus();
      chat.choose(label, value);
    };
    return <OrderPicker orders={input.orders} now={now} onPick={pick} />;
  }
  const pick = (day: string) => {
    keepFocus();
    chat.say(day);
  };
  return <DayInput min={input.min} max={input.max} now={now} onPick={pick} />;
}

function Picked({ input, answer, now }: AskInputProps): JSX.Element | null {
  if (answer === null || input.kind === 'photos') return null;
  if (input.kind === 'date') return <PickedDay text={answer.text} now={now} />;
  const picked = input.orders.find(({ value }) => value === answer.choice);
  return picked ? <PickedOrder order={picked} now={now} /> : null;
}
