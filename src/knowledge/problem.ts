/** Something wrong in a knowledge file, said so that the person who edits the file can repair it. */
export interface Problem {
  /** Path inside the knowledge folder. */
  readonly file: string;
  /** 1 is the first line. */
  readonly line: number;
  /** What is wrong, in Chinese. */
  readonly message: string;
  /** What to do about it, in Chinese. */
  readonly remedy: string;
  /** An error keeps the folder from being used; a warning does not. */
  readonly severity: 'error' | 'warning';
}

/** Collects the problems of one file. */
export interface Report {
  readonly file: string;
  error(line: number, message: string, remedy: string): void;
  warn(line: number, message: string, remedy: string): void;
}

/** A report that appends to `problems`. */
export function reportTo(problems: Problem[], file: string): Report {
  return {
    file,
    error: (line, message, remedy) =>
      problems.push({ file, line, message, remedy, severity: 'error' }),
    warn: (line, message, remedy) =>
      problems.push({ file, line, message, remedy, severity: 'warning' }),
  };
}

/** Errors before warnings, then by file and line. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const rank = (problem: Problem) => (problem.severity === 'error' ? 0 : 1);
  return problems.toSorted(
    (a, b) => rank(a) - rank(b) || compareText(a.file, b.file) || a.line - b.line,
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
