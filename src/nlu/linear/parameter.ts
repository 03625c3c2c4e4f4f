/** How to learn. */
export interface Parameter {
  /** C: what a mistake costs beside a large weight. */
  readonly cost: number;
  /** The solver stops when no gradient differs more than this from another. */
  readonly epsilon: number;
  /** Or when it has gone over the examples this often. */
  readonly passes: number;
  /** The value of the feature that every example has; its weight is the intercept. */
  readonly bias: number;
  /** Of the order in which examples are taken: the same seed, the same model. */
  readonly seed: number;
}
