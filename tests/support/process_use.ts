/** The memory of a process in bytes, as Linux counts it. */
export function residentBytes(pid: number): number {
  return bytesIn(pid, /^VmRSS:\s+(\d+) kB$/m);
}

/** The most memory in bytes that a process has had so far. */
export function peakBytes(pid: number): number {
  return bytesIn(pid, /^VmHWM:\s+(\d+) kB$/m);
}

function bytesIn(pid: number, kilobytes: RegExp): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(kilobytes.exec(status)?.[1]) * 1024;
}

/** The time of the processor that a process has used, in milliseconds. */
export function cpuMs(pid: number): number {
  const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
  // The name of the process is in parentheses and may have any character; a tick is 10 ms.
  const fields = stat.slice(stat.lastIndexOf(")")).split(" ");
  return (Number(fields[12]) + Number(fields[13])) * 10;
}

/** How many files and connections a process has open. */
export function openDescriptors(pid: number): number {
  return [...Deno.readDirSync(`/proc/${pid}/fd`)].length;
}

/** The nice values of the threads of a process: 0 is usual, a higher one lets others go first. */
export function threadPriorities(pid: number): number[] {
  return [...Deno.readDirSync(`/proc/${pid}/task`)].map(({ name }) => {
    const stat = Deno.readTextFileSync(`/proc/${pid}/task/${name}/stat`);
    // The name of a thread is in parentheses and may have any character.
    return Number(stat.slice(stat.lastIndexOf(")")).split(" ")[17]);
  });
}
