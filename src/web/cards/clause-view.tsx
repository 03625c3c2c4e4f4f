import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { requestJson, WireError } from '../shared/request.ts';
import type { WireCitation, WireClause } from '../shared/wire.ts';
import { MessageText } from './message-text.tsx';
import { dateText, tierNames } from './zh.ts';

/** The clause itself, with where it comes from and how far it can be trusted. */
export function ClauseView({ citation }: { readonly citation: WireCitation }): JSX.Element {
  const { revision, clauseId } = citation;
  const [clause, setClause] = useState<WireClause | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const url = `/api/chat/clauses/${encodeURIComponent(revision)}/${encodeURIComponent(clauseId)}`;
    requestJson<WireClause>('GET', url).then(
      (opened) => isWanted && setClause(opened),
      (error: unknown) => isWanted && setProblem(sentenceFor(error)),
    );
    return () => {
      isWanted = false;
    };
  }, [revision, clauseId, tries]);

  if (clause !== null) return <OpenClause clause={clause} />;
  if (problem === null) return <p class="clause-note">正在打开条款…</p>;
  const again = () => {
    setProblem(null);
    setTries(tries + 1);
  };
  return (
    <p class="clause-note">
      {problem}
      <button type="button" class="text-button" onClick={again}>
        重试
      </button>
    </p>
  );
}

function OpenClause({ clause }: { readonly clause: WireClause }): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={root}>
      <MessageText text={clause.text} />
      <dl>
        <Fact name="性质" value={tierNames[clause.tier]} />
        <Fact name="来源" value={sourceOf(clause)} />
        <Fact name="日期" value={clause.date === null ? '资料未注明' : dateText(clause.date)} />
        <Fact name="有效期" value={validity(clause)} />
      </dl>
      {clause.trust !== 'high' && (
        <p class="trust">
          {clause.trust === 'low'
            ? '这份资料来自非官方渠道，可能有误，请以官方最新公示为准。'
            : '这份资料是整理稿，细节请以官方最新公示为准。'}
        </p>
      )}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string | null }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function sourceOf({ source, publisher }: WireClause): string {
  return publisher === null || source.includes(publisher) ? source : `${source}（${publisher}）`;
}

function validity({ effectiveFrom, effectiveTo }: WireClause): string | null {
  const from = effectiveFrom === null ? '' : `${dateText(effectiveFrom)}起`;
  const to = effectiveTo === null ? '' : `至${dateText(effectiveTo)}`;
  return from + to || null;
}

function sentenceFor(error: unknown): string {
  const say = error instanceof WireError ? error.say : null;
  return say ?? '条款暂时打不开，请稍后再试。';
}
