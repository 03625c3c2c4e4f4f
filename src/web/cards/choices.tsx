import type { JSX } from 'preact';
import type { WireChoice } from '../shared/wire.ts';
import { TickIcon } from './icons.tsx';

interface ChoicesProps {
  readonly choices: readonly WireChoice[];
  readonly isLive: boolean;
  readonly tapped: string | null;
  readonly onChoose: (label: string, choice: string) => void;
}

/** The bot's buttons. Once the conversation has moved on they only show what was picked. */
export function Choices({ choices, isLive, tapped, onChoose }: ChoicesProps): JSX.Element {
  return (
    <ul class="choices" aria-label="可选回复">
      {choices.map(({ label, value }) => (
        <li key={value}>
          <button
            type="button"
            class={value === tapped ? 'choice choice-tapped' : 'choice'}
            disabled={!isLive}
            onClick={() => onChoose(label, value)}
          >
            <span>{label}</span>
            {value === tapped && (
              <>
                <TickIcon />
                <span class="unseen">（已选）</span>
              </>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
