import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { SuggestionView } from '../../api/desk.ts';
import { Composer } from './composer.tsx';
import type { ComposerStore } from './composer-store.ts';
import { useSuggestions } from './desk-queries.ts';
import { HindranceNotice } from './hindrance-notice.tsx';
import { SuggestionList } from './suggestion-list.tsx';
import { suggestionIndex, useKeys } from './use-keys.ts';

interface ReplyFootProps {
  readonly conversationId: string;
  readonly epoch: number;
  /** Seq of the last entry on the page. */
  readonly lastSeenSeq: number;
  readonly composers: ComposerStore;
}

/** Under a conversation of one's own: suggestions, what hinders a reply, the box. */
export function ReplyFoot({ conversationId, epoch, lastSeenSeq, composers }: ReplyFootProps) {
  const box = useRef<HTMLTextAreaElement>(null);
  const composition = useSyncExternalStore(composers.subscribe, () => composers.of(conversationId));
  const { data } = useSuggestions(conversationId);
  const suggestions = data?.suggestions ?? [];
  const { hindrance } = composition;

  const take = (suggestion: SuggestionView) => {
    composers.take(conversationId, suggestion);
    box.current?.focus();
  };
  const send = (override?: { readonly reason: string }) => {
    const head = hindrance?.kind === 'stale' ? hindrance.head : 0;
    box.current?.focus();
    void composers.send(conversationId, {
      epoch,
      lastSeenSeq: Math.max(lastSeenSeq, head),
      ...(override && { override }),
    });
  };
  useKeys((press) => {
    const index = suggestionIndex(press);
    const suggestion = index === null ? undefined : suggestions[index];
    if (suggestion !== undefined) take(suggestion);
    return suggestion !== undefined;
  });

  useEffect(() => {
    // On a phone the keyboard would cover what is to be read first.
    if (matchMedia('(pointer: fine)').matches) box.current?.focus();
  }, []);

  return (
    <div className="foot">
      <SuggestionList suggestions={suggestions} onTake={take} />
      {hindrance && (
        <HindranceNotice
          hindrance={hindrance}
          onSendAnyway={() => send()}
          onRewrite={(text) => {
            composers.write(conversationId, text);
            box.current?.focus();
          }}
          onOverride={(reason) => send({ reason })}
        />
      )}
      <Composer
        box={box}
        composition={composition}
        onWrite={(text) => composers.write(conversationId, text)}
        onSend={() => send()}
        onGiveUp={() => composers.giveUp(conversationId)}
      />
    </div>
  );
}
