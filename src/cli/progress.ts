import type { ImportProgress } from "../importing/hooks.ts";
import { tell } from "./output.ts";

/** Shows how far a long piece of work is, on standard error. */
export interface ProgressLine {
  show(progress: ImportProgress): void;
  /** Takes the line away again. */
  clear(): void;
}

const WIDTH = 30;
/** Reading is quicker than writing: the part of the whole that it takes. */
const READING = 0.15;
/** Shorter work is done before anybody reads about it. */
const WORTH_TELLING = 2_000_000;
const CLEAR_LINE = "\r\x1b[K";

/** A progress bar on a terminal, a line for each quarter otherwise. */
export function progressLine(name: string): ProgressLine {
  const write = (text: string) => void Deno.stderr.writeSync(new TextEncoder().encode(text));
  if (!Deno.stderr.isTerminal()) return { show: quarters(name), clear: () => {} };
  let shown = -1;
  return {
    show(progress) {
      const percent = percentOf(progress);
      if (percent === shown) return;
      shown = percent;
      const done = "█".repeat(Math.round(percent * WIDTH / 100)).padEnd(WIDTH, "░");
      write(`${CLEAR_LINE}${name} ${done} ${percent} %`);
    },
    clear: () => write(CLEAR_LINE),
  };
}

function quarters(name: string): ProgressLine["show"] {
  let told = 0;
  return (progress) => {
    const quarter = Math.floor(percentOf(progress) / 25);
    if ((progress.size ?? 0) < WORTH_TELLING || quarter <= told) return;
    told = quarter;
    tell(`${name}: ${quarter * 25} %`);
  };
}

function percentOf({ phase, bytes, size }: ImportProgress): number {
  if (size === null || size === 0) return 0;
  const part = Math.min(bytes / size, 1);
  return Math.floor(100 * (phase === "reading" ? READING * part : READING + (1 - READING) * part));
}
