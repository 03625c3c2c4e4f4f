/** A value that survives `JSON.parse(JSON.stringify(value))` unchanged. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** What an interface of plain readonly data is, beside the index signature that `Json` has. */
type Plain<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends (...parameters: never[]) => unknown
    ? never
    : { readonly [Key in keyof T]: Plain<T[Key]> };

/** Plain readonly data as the document that it is. */
export function asJson<T extends object>(value: T & Plain<T>): Json {
  // Checked by Plain: an interface only lacks the index signature.
  return value as unknown as Json;
}
