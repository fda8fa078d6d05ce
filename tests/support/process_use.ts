/** The memory of a process in bytes, as Linux counts it. */
export function residentBytes(pid: number): number {
  const status = Deno.readTextFileSync(`/proc/${pid}/status`);
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
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
