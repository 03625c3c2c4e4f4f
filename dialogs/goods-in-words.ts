const shortestSharedWord = 2;

/** Whether the words of the shopper and a title have two characters in a row in common: 那件衬衫 and 格纹衬衫. */
export function sharesWord(title: string, text: string): boolean {
  const pairs = Array.from({ length: Math.max(0, text.length - 1) }, (_, place) =>
    text.slice(place, place + shortestSharedWord),
  );
  return pairs.some((pair) => /^\p{Script=Han}{2}$/u.test(pair) && title.includes(pair));
}
