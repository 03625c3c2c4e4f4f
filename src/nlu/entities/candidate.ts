import type { AlignedText } from '../aligned-text.ts';
import type { EntityType, EntityValues } from '../entity.ts';

/**
 * How much a span's own form proves: a check digit or a word that names it (`proven`), a unit or wording that leaves
 * little doubt (`told`), the mere look of it (`likely`).
 */
export type Certainty = 'proven' | 'told' | 'likely';

interface Span {
  /** Places in the aligned text. */
  readonly start: number;
  readonly end: number;
  readonly certainty: Certainty;
}

/** What may become an entity, unless a better one claims its place. */
export type Candidate = {
  readonly [Type in EntityType]: Span & { readonly type: Type; readonly value: EntityValues[Type] };
}[EntityType];

/** Looks like an entity and is none: it keeps others from its place. */
export interface LookAlike extends Span {
  readonly type: null;
}

export type Found = Candidate | LookAlike;

/** Finds entities of some types. `today`: days since 1970 in the shop's time zone. */
export type Find = (aligned: AlignedText, today: number) => readonly Found[];
