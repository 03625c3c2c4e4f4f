import { AppError } from '../../kernel/errors.ts';
import type { IntentFiles } from '../../knowledge/intent-file.ts';
import { countsOf } from './counts.ts';
import { lengthsOf, mannersOf, type Share } from './style.ts';

const begin = '<!-- counted by npm run intents:datasheet -->';
const end = '<!-- end of what is counted -->';

/** The datasheet of the utterances with its figures counted anew; what people have written around them stays. */
export function withFigures(page: string, intents: IntentFiles): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from)
    throw new AppError('INTERNAL', `the datasheet has no place for its figures: ${begin} … ${end}`);
  return `${page.slice(0, from)}${begin}\n\n${figuresOf(intents)}\n\n${page.slice(to)}`;
}

function figuresOf(intents: IntentFiles): string {
  const texts = [...intents.values()].flatMap(({ utterances }) => utterances);
  return [
    `${texts.length} utterances, ${intents.size} intents.`,
    table(
      ['intent', 'title', 'utterances', 'goal'],
      countsOf(intents)
        .toSorted((a, b) => (a.intent.name < b.intent.name ? -1 : 1))
        .map(({ intent, count, goal }) => [`\`${intent.name}\``, intent.title, count, goal]),
    ),
    sharesTable('characters', lengthsOf(texts), texts.length),
    sharesTable('manner', mannersOf(texts), texts.length),
  ].join('\n\n');
}

function sharesTable(name: string, shares: readonly Share[], all: number): string {
  return table(
    [name, 'utterances', 'share'],
    shares.map((share) => [share.name, share.count, `${((100 * share.count) / all).toFixed(1)} %`]),
  );
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
