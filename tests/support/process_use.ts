/** The memory of a process in bytes, as Linux counts it. */
export function residentBytes(pid: number): number {
  return bytesIn(pid, /^VmRSS:\s+(\d+) kB$/m);
}

/** The most memory in bytes that a process has had so far. */
export function peakBytes(pid: number): number {
  return bytesIn(pid, /^VmHWM:\s+(\d+) kB$/m);
}

function bytesIn(pid: number, kilobytes: RegExp): number {
  const found = kilobytes.exec(Deno.readTextFileSync(`/proc/${pid}/status`));
  // It is still listed until its parent has heard of its end.
  if (found === null) throw new Error(`Process ${pid} has ended.`);
  return Number(found[1]) * 1024;
}

/** The time of the processor that a process has used, in milliseconds. */
export function cpuMs(pid: number): number {
  const fields = statFields(`/proc/${pid}/stat`);
  // A tick is 10 ms.
  return (Number(fields[12]) + Number(fields[13])) * 10;
}

/** From the name on, which is in parentheses and may have any character. */
function statFields(path: string): string[] {
  const stat = Deno.readTextFileSync(path);
  return stat.slice(stat.lastIndexOf(")")).split(" ");
}

/** How many files and connections a process has open. */
export function openDescriptors(pid: number): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}

/** How many connections and listeners a process has open. */
export function openSockets(pid: number): number {
  const kinds = [...Deno.readDirSync(`/proc/${pid}/fd`)].map(({ name }) => {
    try {
      return Deno.readLinkSync(`/proc/${pid}/fd/${name}`);
    } catch {
      // Closed since it was listed.
      return "";
    }
  });
  return kinds.filter((kind) => kind.startsWith("socket:")).length;
}

/** The nice values of the threads of a process: 0 is usual, a higher one lets others go first. */
export function threadPriorities(pid: number): number[] {
  return [...Deno.readDirSync(`/proc/${pid}/task`)]
    .map(({ name }) => Number(statFields(`/proc/${pid}/task/${name}/stat`)[17]));
}
