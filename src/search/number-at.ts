/**
 * The number at a place that is known to exist; outside it is 0. What runs thousands of times for a question reads its
 * array itself: one function for several kinds of arrays is markedly slower.
 */
export function numberAt(numbers: Uint8Array | Uint32Array | Float64Array, place: number): number {
  return numbers[place] ?? 0;
}
