/** Two wordings that differ in punctuation, width or case only are the same: `comparable` of both is equal. */
export function comparable(wording: string): string {
  const folded = wording.normalize('NFKC').toLowerCase();
  const letters = folded.replace(/[\p{P}\p{Z}]/gu, '');
  // A wording of nothing but marks (？？) is told apart by them.
  return letters === '' ? folded.trim() : letters;
}
