/** The number at a place that is known to exist; outside it is 0. */
export function numberAt(numbers: Uint8Array | Uint32Array | Float64Array, place: number): number {
  return numbers[place] ?? 0;
}
