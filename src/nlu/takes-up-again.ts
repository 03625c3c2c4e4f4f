import { normalise } from './normalise.ts';

/** Whether a message takes up again what was given up before: 还是退吧, 我又想退了, 接着办, 别取消了. */
export function takesUpAgain(text: string): boolean {
  return normalise(text)
    .text.split(/[^\p{L}\p{N}]+/u)
    .some((clause) => again.test(clause));
}

const lead = '(?:算了|那|我|俺|咱|嗯|哦|等等|想了想|想想|后悔了|不好意思|麻烦|请|帮我|你)*';
const matter = '(?:退|换|修|办|弄|搞|申请|提交)(?:货|款|掉|理|了|一下)?';
const tail = '(?:吧|了|啊|啦|呗|好了|一下|算了|我)*';
const again = new RegExp(
  `^${lead}(?:(?:还是|又|再|继续|接着|仍然|恢复)(?:给我|帮我|想要?|要|决定)*(?:${matter}|刚才(?:的|那个))|继续|接着来|不取消|别取消|恢复(?:申请|刚才的))${tail}$`,
  'u',
);
