import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { WireCitation } from '../shared/wire.ts';
import { ClauseView } from './clause-view.tsx';
import { ChevronIcon } from './icons.tsx';
import { tierNames } from './zh.ts';

/** As many as a glance takes in; the rest is one tap away. */
const shownAtOnce = 2;

/** The clauses an answer rests on; each unfolds where it stands. */
export function CitationList({
  citations,
}: {
  readonly citations: readonly WireCitation[];
}): JSX.Element {
  const [isWhole, setWhole] = useState(citations.length <= shownAtOnce + 1);
  const shown = isWhole ? citations : citations.slice(0, shownAtOnce);
  return (
    <ul class="citations" aria-label="回答的依据">
      {shown.map((citation) => (
        <CitationChip key={`${citation.revision}/${citation.clauseId}`} citation={citation} />
      ))}
      {!isWhole && (
        <li>
          <button type="button" class="citation" onClick={() => setWhole(true)}>
            <span class="citation-title">还有 {citations.length - shownAtOnce} 条依据</span>
            <ChevronIcon />
          </button>
        </li>
      )}
    </ul>
  );
}

function CitationChip({ citation }: { readonly citation: WireCitation }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  return (
    <li>
      <button
        type="button"
        class="citation"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
      >
        <span class={`tier tier-${citation.tier}`}>{tierNames[citation.tier]}</span>
        <span class="citation-title">依据：{citation.title}</span>
        <ChevronIcon />
      </button>
      <div id={panelId} class="clause" hidden={!isOpen}>
        {isOpen && <ClauseView citation={citation} />}
      </div>
    </li>
  );
}
