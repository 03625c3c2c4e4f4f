import { useEffect, useState } from 'preact/hooks';
import { WireError } from '../shared/request.ts';
import { failed } from './zh.ts';

export type Asked<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly say: string; readonly again: () => void };

/** What the server answers; asked anew when `key` changes, and an answer to an earlier one is dropped. */
export function useAsked<T>(key: string, ask: () => Promise<T>): Asked<T> {
  const [tries, setTries] = useState(0);
  const wanted = `${tries} ${key}`;
  const [got, setGot] = useState<{ readonly to: string; readonly result: Asked<T> } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const keep = (result: Asked<T>) => isWanted && setGot({ to: wanted, result });
    ask().then(
      (value) => keep({ kind: 'ready', value }),
      (error: unknown) => {
        const say = (error instanceof WireError ? error.say : null) ?? failed;
        keep({ kind: 'failed', say, again: () => setTries(tries + 1) });
      },
    );
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  return got?.to === wanted ? got.result : { kind: 'loading' };
}
