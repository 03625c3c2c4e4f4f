/** One example as numbers: the features that it has, each once, and how strongly. */
export interface SparseRow {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Examples with their labels, for a machine to learn from. */
export interface Problem {
  readonly rows: readonly SparseRow[];
  /** Of each row, from 0 to `labelCount - 1`. */
  readonly labels: readonly number[];
  readonly labelCount: number;
  /** Indices of rows are below it. */
  readonly featureCount: number;
}

/** The rows end to end, each with the bias as its last feature: what the solver's inner loop runs over. */
export interface FlatRows {
  /** Where row `i` begins; one more than there are rows. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  /** Sum of the squared values of each row. */
  readonly squaredNorms: Float64Array;
}

/** Lays the rows out in memory; the bias becomes the feature `featureCount`. */
export function flattenRows({ rows, featureCount }: Problem, bias: number): FlatRows {
  const starts = new Int32Array(rows.length + 1);
  for (const [at, row] of rows.entries())
    starts[at + 1] = (starts[at] ?? 0) + row.indices.length + 1;
  const size = starts[rows.length] ?? 0;
  const indices = new Int32Array(size);
  const values = new Float64Array(size);
  const squaredNorms = new Float64Array(rows.length);
  for (const [at, row] of rows.entries()) {
    const start = starts[at] ?? 0;
    indices.set(row.indices, start);
    values.set(row.values, start);
    indices[start + row.indices.length] = featureCount;
    values[start + row.indices.length] = bias;
    squaredNorms[at] = row.values.reduce((sum, value) => sum + value * value, bias * bias);
  }
  return { starts, indices, values, squaredNorms };
}
