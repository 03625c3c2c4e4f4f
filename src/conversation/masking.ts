/** Longer texts are cut: a log line needs no more, and nobody can make masking slow. */
const maxLength = 2000;
/** Room for the longest spelling of a number, each of its digits escaped as %EF%BC%91. */
const tailLength = 120;

/** Between the digits of a mobile number: blanks, dots, dashes, brackets, and signs nobody sees. */
const gap = '[\\s.·。_()\\u00ad\\u200b-\\u2015\\u2060\\ufeff-]{0,3}';

/** What identifies a person, and before it what only looks so and stays. The first that fits a place decides. */
const parts = {
  // Ids of ours are hex digits with letters among them.
  id: '(?<![\\da-z])(?=\\d{0,31}[a-f])(?:[\\da-f]{64}|[\\da-f]{32})(?![\\da-z])',
  uuid: '(?<![\\da-z])(?=[\\d-]{0,35}[a-f])[\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12}(?![\\da-z])',
  // No mobile number begins with 20.
  time: '(?<!\\d)20\\d\\d-[01]\\d-[0-3]\\d(?:T\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{3})?Z)?(?!\\d)',
  email: '(?<email>[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63})+)',
  card: '(?<card>(?<!\\d)\\d{17}[\\dx](?!\\d))',
  number: `(?<number>\\+?\\d(?:[ -]?\\d){10,}|1${gap}[3-9](?:${gap}\\d){9,})`,
  phone: '(?<phone>(?<!\\d)0\\d{2,3}[- )]{0,2}\\d{7,8}(?!\\d))',
};

const telling = new RegExp(Object.values(parts).join('|'), 'gi');

/**
 * Masks what identifies a person, for logs and error reports: mobile and landline numbers, resident
 * identity cards, bank cards, e-mail addresses, also in full-width digits and in escapes of an address. Errs on the
 * side of masking: any run of 11 digits or more goes, but for ids of 32 or 64 hex digits, UUIDs and ISO times.
 * Takes time in proportion to the text.
 */
export function maskPersonalData(text: string): string {
  if (text.length > maxLength) return `${maskPersonalData(withoutEnd(text))}…`;
  const plainly = maskAs(text, (shown) => shown.normalize('NFKC'));
  return plainly.includes('%')
    ? maskAs(plainly, (shown) => unescapeBytes(shown).normalize('NFKC'))
    : plainly;
}

/** The masked reading of the text; the text as it came where nothing had to be masked. */
function maskAs(text: string, read: (text: string) => string): string {
  const reading = read(text);
  const masked = reading.replace(telling, (match, ...rest) => {
    // The last argument holds the named groups: at most one of them matched.
    const groups: Readonly<Record<string, string | undefined>> = rest.at(-1);
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
    return kind === undefined ? match : `[${kind}]`;
  });
  return masked === reading ? text : masked;
}

/** The beginning of the text, less what could be the first half of a number. */
function withoutEnd(text: string): string {
  const head = text.slice(0, maxLength - tailLength);
  const tail = text.slice(maxLength - tailLength, maxLength);
  return head + tail.replace(/[\s\p{N}\p{P}\p{Cf}A-Za-z+]+$/u, '');
}

/** `%E4%BD%A0` → `你`. Bytes that are no UTF-8 become U+FFFD, and spoil nothing beside them. */
function unescapeBytes(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
