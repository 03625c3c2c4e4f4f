import { troubleText } from './zh.ts';

interface TroubleProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What went wrong, in one Chinese sentence, and the way on. */
export function Trouble({ error, onRetry }: TroubleProps) {
  return (
    <p className="trouble" role="alert">
      {troubleText(error)}
      {onRetry && (
        <button type="button" className="text-button" onClick={onRetry}>
          重试
        </button>
      )}
    </p>
  );
}
