import { placeholder } from '../../../src/knowledge/replies.ts';
import type { Revision } from '../../../src/knowledge/revision.ts';
import type { PlayedTurn } from '../run-conversation.ts';

export interface ReplyWatch {
  /** Keys of the replies that were asked for since the last call, and stand in what was shown. */
  saidIn(turn: PlayedTurn): readonly string[];
  /** Leaves the revision as it was. */
  end(): void;
}

/**
 * Hears which replies of a revision are asked for. That alone is not enough, since a sentence may be made and not be
 * said; and its words alone are not, since 已完成 stands in many a sentence.
 */
export function watchReplies({ replies }: Pick<Revision, 'replies'>): ReplyWatch {
  const asked = new Set<string>();
  const { get } = replies;
  replies.get = (key) => {
    asked.add(key);
    return get.call(replies, key);
  };
  return {
    saidIn({ shown }) {
      const words = JSON.stringify(shown);
      const keys = [...asked].filter((key) => patternOf(get.call(replies, key) ?? '').test(words));
      asked.clear();
      return keys;
    },
    end() {
      replies.get = get;
    },
  };
}

/** A reply that begins or ends with a word stands alone there: 换个说法 is not said by 换个说法再问. */
function patternOf(reply: string): RegExp {
  const fixed = reply.split(placeholder).filter((_part, at) => at % 2 === 0);
  const parts = fixed.map((part) =>
    JSON.stringify(part)
      .slice(1, -1)
      .replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'),
  );
  const before = /^\p{Script=Han}/u.test(reply) ? String.raw`(?<!\p{Script=Han})` : '';
  const behind = /\p{Script=Han}$/u.test(reply) ? String.raw`(?!\p{Script=Han})` : '';
  return new RegExp(before + parts.join('[^]*?') + behind, 'u');
}
