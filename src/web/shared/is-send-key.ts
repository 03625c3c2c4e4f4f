/** What of a key press decides. */
interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/**
 * True for an Enter that means "send". While pinyin is being composed Enter picks a word: browsers say so by
 * `isComposing`, Safari, which ends the composition first, only by key code 229.
 */
export function isSendKey({ key, shiftKey, isComposing, keyCode }: KeyPress): boolean {
  return key === 'Enter' && !shiftKey && !isComposing && keyCode !== 229;
}
