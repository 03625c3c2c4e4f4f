/** What stands behind `#` in the address: enough to see the same page again, or to send it to somebody. */
export interface Route {
  /** The situation. */
  readonly form: string;
  /** In the order they were given, each fact once. */
  readonly answers: readonly Answer[];
  /** The answer that is being changed. */
  readonly changing: string | null;
}

/** A value as text; empty where it cannot be told. */
export interface Answer {
  readonly fact: string;
  readonly value: string;
}

/** `#return?reason=no_reason&used=`, or `#return/used?…` while `used` is changed; `null` where nothing is chosen. */
export function readRoute(hash: string): Route | null {
  const [path = '', ...query] = hash.replace(/^#/, '').split('?');
  const [form = '', changing = ''] = path.split('/');
  if (form === '') return null;
  const given = new Map(new URLSearchParams(query.join('?')));
  return {
    form,
    answers: [...given].map(([fact, value]) => ({ fact, value })),
    changing: changing === '' ? null : changing,
  };
}

export function routeText({ form, answers, changing }: Route): string {
  const query = new URLSearchParams(answers.map(({ fact, value }) => [fact, value])).toString();
  return `#${form}${changing === null ? '' : `/${changing}`}${query === '' ? '' : `?${query}`}`;
}

/** With an answer, at the place of the one it changes. */
export function withAnswer(route: Route, { fact, value }: Answer): Route {
  const answers = new Map(route.answers.map((answer) => [answer.fact, answer.value]));
  answers.set(fact, value);
  return {
    ...route,
    answers: [...answers].map(([name, text]) => ({ fact: name, value: text })),
    changing: null,
  };
}
