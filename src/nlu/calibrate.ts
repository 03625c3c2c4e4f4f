/** Margins as shares that add up to 1: the softmax of margins / temperature. */
export function confidencesOf(margins: Float64Array, temperature: number): Float64Array {
  const highest = Math.max(...margins);
  const powers = margins.map((margin) => Math.exp((margin - highest) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Margins of an utterance that was not learnt from, and its true label. */
export interface HeldOut {
  readonly margins: Float64Array;
  readonly label: number;
}

const coldest = 0.05;
const hottest = 5;
const step = 1.03;
/** A share of nothing would cost infinitely much. */
const leastShare = 1e-12;

/**
 * The temperature under which the true labels are least surprising. Without it the confidence of a margin is off by
 * some 70 points (Guo, Pleiss, Sun and Weinberger: On calibration of modern neural networks, ICML 2017).
 */
export function fitTemperature(heldOut: readonly HeldOut[]): number {
  let best = { temperature: 1, surprise: Number.POSITIVE_INFINITY };
  for (let temperature = coldest; temperature < hottest; temperature *= step) {
    let surprise = 0;
    for (const one of heldOut)
      surprise -= Math.log(Math.max(leastShare, shareOfLabel(one, temperature)));
    if (surprise < best.surprise) best = { temperature, surprise };
  }
  return best.temperature;
}

/** Its confidence, without those of the others. */
function shareOfLabel({ margins, label }: HeldOut, temperature: number): number {
  const own = margins[label] ?? 0;
  let highest = own;
  for (let at = 0; at < margins.length; at += 1) highest = Math.max(highest, margins[at] ?? 0);
  let sum = 0;
  for (let at = 0; at < margins.length; at += 1)
    sum += Math.exp(((margins[at] ?? 0) - highest) / temperature);
  return Math.exp((own - highest) / temperature) / sum;
}
