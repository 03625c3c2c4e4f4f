import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CopyIcon, TickIcon } from '../../cards/icons.tsx';

/** How long the word of success stands. */
const shownMs = 3_000;

/** The number that people read out; a tap copies it, or marks it where the browser keeps the clipboard closed. */
export function CaseNumber({ caseId }: { readonly caseId: string }): JSX.Element {
  const number = useRef<HTMLSpanElement>(null);
  const [result, setResult] = useState<'copied' | 'marked' | null>(null);
  useEffect(() => {
    if (result === null) return;
    const timer = setTimeout(() => setResult(null), shownMs);
    return () => clearTimeout(timer);
  }, [result]);
  const copy = () =>
    copyText(caseId).then(
      () => setResult('copied'),
      () => {
        if (number.current) getSelection()?.selectAllChildren(number.current);
        setResult('marked');
      },
    );
  return (
    <p class="case-number">
      <button type="button" aria-label={`复制售后单号 ${caseId}`} onClick={() => void copy()}>
        <span>单号</span>
        <span class="case-id" ref={number}>
          {caseId}
        </span>
        {result === 'copied' ? <TickIcon /> : <CopyIcon />}
      </button>
      <span role="status">
        {result === 'copied' && '已复制'}
        {result === 'marked' && '已选中，请长按复制'}
      </span>
    </p>
  );
}

/** On plain http there is no clipboard at all. */
async function copyText(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}
