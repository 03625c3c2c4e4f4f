/** Whether faults are to be met as often as a night allows: `npm run test:faults -- --long`. */
const isLong = process.env['FAULTS'] === 'long';

/** How often a fault is met: seldom with every change, often when asked for. */
export function often(short: number, long: number): number {
  return isLong ? long : short;
}
