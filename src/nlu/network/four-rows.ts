/*
 * The inner loops of learning a net. They take four rows of weights at a time, so that what is summed up or corrected is
 * loaded and stored once for all four, and one multiplication need not wait for the one before. Sums add their parts in
 * the order of the rows: the bits are those of one row after another.
 */
const side = 4;

/** Rows of a matrix that take part in a step: the first `count` places. */
export interface Rows {
  /** Where the weights of each begin. */
  readonly starts: Int32Array;
  /** By what each is multiplied. */
  readonly factors: Float64Array;
  count: number;
}

/** Columns that take part in it, likewise. */
export interface Columns {
  readonly places: Int32Array;
  count: number;
}

/** What each column that takes part is wrong by, or all of them, and how far it goes for a factor of 1. */
export interface ColumnErrors {
  readonly errors: Float64Array;
  readonly steps: Float64Array;
}

/** Room for so many rows. */
export function rowsFor(most: number): Rows {
  const room = most + side;
  return { starts: new Int32Array(room), factors: new Float64Array(room), count: 0 };
}

/** Ends the rows behind the first `count`. Up to a multiple of four, others follow that are multiplied by 0. */
export function endRows(rows: Rows, count: number): void {
  rows.count = count;
  for (let at = count; at % side !== 0; at += 1) {
    rows.starts[at] = 0;
    rows.factors[at] = 0;
  }
}

/** Four rows and their factors. Those that are multiplied by 0 may be another one again: each is stored before the next. */
interface Four {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly byA: number;
  readonly byB: number;
  readonly byC: number;
  readonly byD: number;
}

function fourFrom({ starts, factors }: Rows, row: number): Four {
  return {
    a: starts[row] ?? 0,
    b: starts[row + 1] ?? 0,
    c: starts[row + 2] ?? 0,
    d: starts[row + 3] ?? 0,
    byA: factors[row] ?? 0,
    byB: factors[row + 1] ?? 0,
    byC: factors[row + 2] ?? 0,
    byD: factors[row + 3] ?? 0,
  };
}

/** Sets the sum of each column. */
export function sumUp(
  weights: Float32Array,
  rows: Rows,
  columns: Columns,
  sums: Float64Array,
): void {
  sums.fill(0, 0, columns.count);
  for (let row = 0; row < rows.count; row += side)
    addFour(weights, fourFrom(rows, row), columns, sums);
}

function addFour(
  weights: Float32Array,
  { a, b, c, d, byA, byB, byC, byD }: Four,
  { places, count }: Columns,
  sums: Float64Array,
): void {
  for (let at = 0; at < count; at += 1) {
    const place = places[at] ?? 0;
    let sum = sums[at] ?? 0;
    sum += (weights[a + place] ?? 0) * byA;
    sum += (weights[b + place] ?? 0) * byB;
    sum += (weights[c + place] ?? 0) * byC;
    sum += (weights[d + place] ?? 0) * byD;
    sums[at] = sum;
  }
}

/** Moves each weight back by what its column is wrong by, times the factor of its row. */
export function correct(
  weights: Float32Array,
  rows: Rows,
  columns: Columns,
  errors: Float64Array,
): void {
  for (let row = 0; row < rows.count; row += side)
    correctFour(weights, fourFrom(rows, row), columns, errors);
}

function correctFour(
  weights: Float32Array,
  { a, b, c, d, byA, byB, byC, byD }: Four,
  { places, count }: Columns,
  errors: Float64Array,
): void {
  for (let at = 0; at < count; at += 1) {
    const place = places[at] ?? 0;
    const error = errors[at] ?? 0;
    weights[a + place] = (weights[a + place] ?? 0) - byA * error;
    weights[b + place] = (weights[b + place] ?? 0) - byB * error;
    weights[c + place] = (weights[c + place] ?? 0) - byC * error;
    weights[d + place] = (weights[d + place] ?? 0) - byD * error;
  }
}

/** Corrects the weights of all columns, and sets by how much each row is wrong, by what its weights were before. */
export function correctAndBlame(
  weights: Float32Array,
  rows: Rows,
  columns: ColumnErrors,
  blames: Float64Array,
): void {
  for (let row = 0; row < rows.count; row += side) {
    const blamed = blameFour(weights, fourFrom(rows, row), columns);
    blames[row] = blamed.a;
    blames[row + 1] = blamed.b;
    blames[row + 2] = blamed.c;
    blames[row + 3] = blamed.d;
  }
}

function blameFour(
  weights: Float32Array,
  { a, b, c, d, byA, byB, byC, byD }: Four,
  { errors, steps }: ColumnErrors,
): Pick<Four, 'a' | 'b' | 'c' | 'd'> {
  let blameA = 0;
  let blameB = 0;
  let blameC = 0;
  let blameD = 0;
  for (let at = 0; at < errors.length; at += 1) {
    const error = errors[at] ?? 0;
    const step = steps[at] ?? 0;
    const weightA = weights[a + at] ?? 0;
    weights[a + at] = weightA - byA * step;
    const weightB = weights[b + at] ?? 0;
    weights[b + at] = weightB - byB * step;
    const weightC = weights[c + at] ?? 0;
    weights[c + at] = weightC - byC * step;
    const weightD = weights[d + at] ?? 0;
    weights[d + at] = weightD - byD * step;
    blameA += weightA * error;
    blameB += weightB * error;
    blameC += weightC * error;
    blameD += weightD * error;
  }
  return { a: blameA, b: blameB, c: blameC, d: blameD };
}
