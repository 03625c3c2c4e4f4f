import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Usage } from './peer.ts';

const lookMs = 50;
/** Linux counts processor time in hundredths of a second. */
const ticksPerSecond = 100;
/** Places in /proc/<pid>/stat behind the name. */
const [userPlace, systemPlace] = [11, 12];

/** Looks at what a process takes until it ends; the last look may be a twentieth of a second old. */
export function watchUsage({ pid }: ChildProcess): () => Usage {
  let usage: Usage = { cpuSeconds: 0, peakMb: 0 };
  const look = () => {
    usage = usageOf(pid) ?? usage;
  };
  const timer = setInterval(look, lookMs);
  return () => {
    clearInterval(timer);
    return usage;
  };
}

function usageOf(pid: number | undefined): Usage | null {
  try {
    const [, behindName = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = behindName.split(' ');
    const ticks = Number(fields[userPlace]) + Number(fields[systemPlace]);
    const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return peak ? { cpuSeconds: ticks / ticksPerSecond, peakMb: Number(peak) / 1024 } : null;
  } catch {
    // It has ended.
    return null;
  }
}
