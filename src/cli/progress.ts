import { tell } from "./output.ts";

/** Shows how far a long piece of work is, on standard error. */
export interface ProgressLine {
  /** @param percent Of the whole, a whole number. */
  show(percent: number): void;
  /** Removes the line again. */
  clear(): void;
}

const WIDTH = 30;
/** Bytes; less is done before anybody reads about it. */
const WORTH_TELLING = 2_000_000;
const CLEAR_LINE = "\r\x1b[K";

/**
 * A progress bar on a terminal, a line for each quarter otherwise.
 *
 * @param size How many bytes there are to work through; null if unknown.
 */
export function progressLine(name: string, size: number | null): ProgressLine {
  const write = (text: string) => void Deno.stderr.writeSync(new TextEncoder().encode(text));
  if (!Deno.stderr.isTerminal()) return { show: quarters(name, size ?? 0), clear: () => {} };
  let shown = -1;
  return {
    show(percent) {
      if (percent === shown) return;
      shown = percent;
      const done = "█".repeat(Math.round(percent * WIDTH / 100)).padEnd(WIDTH, "░");
      write(`${CLEAR_LINE}${name} ${done} ${percent} %`);
    },
    clear: () => write(CLEAR_LINE),
  };
}

function quarters(name: string, size: number): ProgressLine["show"] {
  let told = 0;
  return (percent) => {
    const quarter = Math.floor(percent / 25);
    if (size < WORTH_TELLING || quarter <= told) return;
    told = quarter;
    tell(`${name}: ${quarter * 25} %`);
  };
}
