import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { CitationView } from '../../api/desk.ts';
import { requestJson } from '../shared/request.ts';
import type { WireClause } from '../shared/wire.ts';
import { FactList } from './fact-list.tsx';
import { ChevronIcon } from './icons.tsx';
import { MessageText } from './message-text.tsx';
import { Trouble } from './trouble.tsx';
import { useInSight } from './use-in-sight.ts';
import { dateText, tierNames } from './zh.ts';

/** The clauses a sentence rests on; each unfolds where it stands. */
export function CitationList({ citations }: { readonly citations: readonly CitationView[] }) {
  if (citations.length === 0) return null;
  return (
    <ul className="citations" aria-label="依据">
      {citations.map((citation) => (
        <Citation key={`${citation.revision}/${citation.clauseId}`} citation={citation} />
      ))}
    </ul>
  );
}

function Citation({ citation }: { readonly citation: CitationView }) {
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  return (
    <li>
      <button
        type="button"
        className="citation"
        aria-expanded={isOpen}
        aria-controls={panelId}
        onClick={() => setOpen(!isOpen)}
      >
        <span className={`tier tier-${citation.tier}`}>{tierNames[citation.tier]}</span>
        <span className="citation-title">{citation.title}</span>
        <ChevronIcon />
      </button>
      <div id={panelId} hidden={!isOpen}>
        {isOpen && <Clause citation={citation} />}
      </div>
    </li>
  );
}

function Clause({ citation: { revision, clauseId } }: { readonly citation: CitationView }) {
  const path = `${encodeURIComponent(revision)}/${encodeURIComponent(clauseId)}`;
  const { data, error, refetch } = useQuery({
    queryKey: ['clause', path],
    queryFn: () => requestJson<WireClause>('GET', `/api/chat/clauses/${path}`),
  });
  if (error !== null) return <Trouble error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <p className="note">正在打开条款…</p>;
  return <OpenClause clause={data} />;
}

function OpenClause({ clause }: { readonly clause: WireClause }) {
  const shown = useInSight<HTMLDivElement>();
  return (
    <div ref={shown} className="clause">
      <MessageText text={clause.text} />
      <FactList facts={clauseFacts(clause)} />
    </div>
  );
}

function clauseFacts({ source, publisher, date, effectiveFrom, effectiveTo, trust }: WireClause) {
  const from = effectiveFrom === null ? '' : `${dateText(effectiveFrom)}起`;
  const to = effectiveTo === null ? '' : `至${dateText(effectiveTo)}`;
  const isNamed = publisher === null || source.includes(publisher);
  return [
    { label: '来源', value: isNamed ? source : `${source}（${publisher}）` },
    { label: '日期', value: date === null ? '资料未注明' : dateText(date) },
    ...(from + to === '' ? [] : [{ label: '有效期', value: from + to }]),
    ...(trust === 'high' ? [] : [{ label: '可信程度', value: trustTexts[trust] }]),
  ];
}

const trustTexts = { medium: '整理稿，以官方公示为准', low: '非官方渠道，可能有误' } as const;
