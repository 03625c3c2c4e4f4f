import type { Finding } from './finding.ts';
import type { GuardRules } from './read-guard.ts';

/** Where a sentence ends; a full stop between digits or letters is none. */
const sentence = /[^。！？!?；;\n]+[。！？!?；;\n]*/gu;

/** The message without the sentences in which something was found, and what the rules say in their place; `null`: nothing is left. */
export function withoutFindings(
  { rules }: GuardRules,
  text: string,
  findings: readonly Finding[],
): string | null {
  const kept = [...text.matchAll(sentence)]
    .filter(({ 0: said, index }) => {
      const end = index + said.length;
      return !findings.some((finding) => finding.start < end && index < finding.end);
    })
    .map(([said]) => said);
  const broken = new Set(findings.map(({ rule }) => rule));
  const instead = rules.find(({ id, instead: words }) => broken.has(id) && words)?.instead;
  const parts = [kept.join('').trim(), instead ?? ''].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join('');
}
