import type { CitationView, SuggestionView } from '../../api/desk.ts';
import { CitationList } from './citation-list.tsx';
import { ChevronIcon } from './icons.tsx';
import { suggestionKinds, tierNames } from './zh.ts';

interface SuggestionListProps {
  readonly suggestions: readonly SuggestionView[];
  readonly onTake: (suggestion: SuggestionView) => void;
}

/** Replies that are ready to be sent, each with the clauses it rests on; one is taken into the box and edited there. */
export function SuggestionList({ suggestions, onTake }: SuggestionListProps) {
  if (suggestions.length === 0) return null;
  return (
    <section className="suggestions" aria-label="建议回复">
      <p className="suggestions-head">
        建议回复
        <span className="keys-hint">
          <kbd>Ctrl</kbd> 或 <kbd>Alt</kbd> + 数字放入输入框，改好再发
        </span>
      </p>
      <ol>
        {suggestions.map((suggestion, index) => (
          <li key={suggestion.id} className="suggestion">
            <button
              type="button"
              className="suggestion-take"
              title={suggestion.why}
              aria-keyshortcuts={`Control+${index + 1} Alt+${index + 1}`}
              onClick={() => onTake(suggestion)}
            >
              <span className="suggestion-title">
                <span className="chip chip-wants">{suggestionKinds[suggestion.kind]}</span>
                <span className="suggestion-name">{suggestion.title}</span>
                <kbd>{index + 1}</kbd>
              </span>
              <span className="suggestion-text">{suggestion.text}</span>
            </button>
            <Sources citations={suggestion.citations} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One clause is named as it is; of several the first, and the rest unfolds: the box below needs the room. */
function Sources({ citations }: { readonly citations: readonly CitationView[] }) {
  const [first, ...others] = citations;
  if (first === undefined) return null;
  return (
    <div className="suggestion-sources">
      {others.length === 0 && <CitationList citations={citations} />}
      {others.length > 0 && (
        <details>
          <summary className="citation">
            <span className={`tier tier-${first.tier}`}>{tierNames[first.tier]}</span>
            <span className="citation-title">{first.title}</span>
            <span className="note">共 {citations.length} 条</span>
            <ChevronIcon />
          </summary>
          <CitationList citations={citations} />
        </details>
      )}
    </div>
  );
}
