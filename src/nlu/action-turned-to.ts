import { normalise } from './normalise.ts';

/** What a matter of after-sales is about. */
export type Matter = 'return' | 'exchange' | 'repair';

export const matterWord: Readonly<Record<Matter, string>> = {
  return: '退',
  exchange: '换',
  repair: '修',
};

/**
 * The action that a message turns to, as a clause of its own says: 还是换吧, 不退了我想换, 改成维修. `null` for a question
 * (能换吗), and where something else is exchanged (换个原因, 换成前天).
 */
export function actionTurnedTo(text: string): Matter | null {
  const { text: utterance } = normalise(text);
  if (asking.test(utterance)) return null;
  const clauses = utterance.split(/[^\p{L}\p{N}]+/u).map((clause) => clause.replace(givenUp, ''));
  const gaveUp = givenUp.test(utterance);
  const last = clauses.findLast((clause) => matters.some((one) => isNamed(one, clause, gaveUp)));
  return last === undefined ? null : (matters.find((one) => isNamed(one, last, gaveUp)) ?? null);
}

/** The action that a message asks for and nothing else: 那能换吗, 可以修不. */
export function actionAskedFor(text: string): Matter | null {
  const words = normalise(text).text.replaceAll(/[\p{P}\p{S}\p{Z}]/gu, '');
  const verb = askedFor.exec(words)?.[1];
  return matters.find((one) => matterWord[one] === verb) ?? null;
}

const askedFor =
  /^(?:那么?|这个?|这样|我|还){0,3}(?:能不能|可不可以|能|可以)(?:给我|帮我)?([退换修])(?:货|理|一?[个件下]|新的?)?(?:吗|么|不|呢|嘛)?$/u;

const asking = /[?]|[吗么]$|能不能|可不可以|怎么|多久/u;
/** What another action is named instead of: 不退了, 不想换货了. */
const givenUp =
  /^.{0,6}?(?:不|唔|先不|别|甭|莫|懒得)(?:想|要|用|打算)?(?:再|去)?[退换修](?:货|款)?(?:了|啦|咯|嘞)*/u;

const lead = '(?:那|算了|嗯|哦|好吧|我|俺|咱|你们|麻烦|请|先)*';
const turn = '(?:还是|改成|改为|换成|转成|改|就|直接|干脆|不如|想|要|给我|帮我|申请|办|来)';
const tail = '(?:吧|了|啦|算了|好了|行不行|一下|可以|谢谢|呗|咯|嘞|得了)*$';
const endings: Readonly<Record<Matter, string>> = {
  return: '退(?:货|款|钱|掉|货退款)?',
  exchange: '换(?:货|新的?|一?[个件双台只条部套](?:新的?|大[一]?[点号码]的?|小[一]?[点号码]的?)?)?',
  repair: '(?:维修|保修|返修|修(?:理|一下|修|好)?)',
};
const matters: readonly Matter[] = ['return', 'exchange', 'repair'];

const wordings = new Map(
  matters.map((matter) => [
    matter,
    {
      turned: new RegExp(`^${lead}${turn}+(?:我)?${endings[matter]}${tail}`, 'u'),
      // 不退了，换一个: behind what was given up, the bare word is enough.
      bare: new RegExp(`^${lead}(?:我)?${endings[matter]}${tail}`, 'u'),
      short: new RegExp(`^${lead}${matterWord[matter]}[货款]?了?吧$`, 'u'),
    },
  ]),
);

function isNamed(matter: Matter, clause: string, gaveUp: boolean): boolean {
  const wording = wordings.get(matter);
  if (wording === undefined) return false;
  const { turned, bare, short } = wording;
  return turned.test(clause) || short.test(clause) || (gaveUp && bare.test(clause));
}
