import { within } from "../values/within.ts";

/** Lines that wait for someone to read them; far more than a reader is ever behind. */
const MOST_WAITING = 1000;
/** How long the last lines may take when the program ends. */
const LAST_LINES_MS = 500;

/** Lines on their way out; disposing waits for the last ones. */
export interface BoundedOutput extends AsyncDisposable {
  write(line: string): void;
}

/**
 * Writes lines, and never waits for their reader: a client may leave standard error unread, and a
 * full pipe would hold up the whole program. Lines beyond those that wait are dropped and counted.
 *
 * @param droppedLine The line that says how many were.
 * @param finished What is written for lines; for the lines themselves without it.
 */
export function boundedOutput(
  output: { write(bytes: Uint8Array): Promise<number> },
  droppedLine: (count: number) => string,
  finished: (lines: string) => string | Promise<string> = (lines) => lines,
): BoundedOutput {
  const encoder = new TextEncoder();
  const waiting: string[] = [];
  let dropped = 0;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const lines = waiting.splice(0).join("");
      await writeWhole(encoder.encode(await finished(lines)));
      if (dropped === 0) continue;
      waiting.push(droppedLine(dropped));
      dropped = 0;
    }
  }

  async function writeWhole(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length;) at += await output.write(bytes.subarray(at));
  }

  return {
    write(line) {
      if (waiting.length >= MOST_WAITING) {
        dropped++;
        return;
      }
      waiting.push(line);
      // The reader has closed the pipe.
      writing ??= writeAll().catch(() => {}).finally(() => writing = undefined);
    },
    async [Symbol.asyncDispose]() {
      if (writing !== undefined) await within(LAST_LINES_MS, writing);
    },
  };
}
