// Watches a process and its descendants through /proc: CPU seconds and resident memory, PostgreSQL left out.
import { readdirSync, readFileSync } from 'node:fs';

const TICKS_PER_S = 100; // USER_HZ on Linux.
const SAMPLE_MS = 50;

function processes() {
  const found = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      const rss =
        Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1] ?? 0) /
        1024;
      found.set(Number(name), {
        parent: Number(fields[1]),
        cpuS: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S,
        rssMib: rss,
        command,
      });
    } catch {
      // Gone between two reads.
    }
  }
  return found;
}

/** Samples until `stop` is called; then CPU seconds of all, and the highest memory of root and of all. */
export function watchTree(root) {
  const cpu = new Map();
  let rootMibMax = 0;
  let treeMibMax = 0;
  const sample = () => {
    const all = processes();
    const isOurs = (pid) => {
      for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === root) return true;
      return false;
    };
    let treeMib = 0;
    for (const [pid, one] of all) {
      if (!isOurs(pid) || one.command.includes('postgres')) continue;
      cpu.set(pid, one.cpuS);
      treeMib += one.rssMib;
    }
    treeMibMax = Math.max(treeMibMax, treeMib);
    rootMibMax = Math.max(rootMibMax, all.get(root)?.rssMib ?? 0);
  };
  const timer = setInterval(sample, SAMPLE_MS);
  return () => {
    clearInterval(timer);
    return { cpuS: [...cpu.values()].reduce((sum, one) => sum + one, 0), rootMibMax, treeMibMax };
  };
}
