import type { Background } from "../work/background.ts";
import type { Runner } from "../work/runner.ts";
import { repeatedly, type Times } from "./repeatedly.ts";

/** What is known about the pages of the database file. */
export interface PageCheck extends Disposable {
  readonly isDamaged: boolean;
  /** Seconds since all pages were last found to be whole; NaN if they never were. */
  readonly age: number;
}

/** Whose turn it is among the callers of long reads. */
const CALLER = "the check of pages";

/**
 * Checks all pages of the file again and again, table by table in a thread of its own, so that
 * damage is found before a caller needs the damaged rows. A file that was damaged once is so until
 * the program is started again.
 *
 * @param onDamage Called once, with what SQLite says.
 */
export function startPageCheck(
  { run }: Pick<Runner, "run">,
  background: Pick<Background, "add">,
  times: Times,
  onDamage: (table: string, complaint: string) => void,
): PageCheck {
  let isDamaged = false;
  let soundAt = NaN;

  async function checkAll(signal: AbortSignal): Promise<void> {
    const view = { caller: CALLER, locations: null, signal, progress: () => {} };
    for (let after = "";;) {
      const { answer } = await run("check_pages", { after }, view);
      if (answer === null) break;
      const { table, complaints: [complaint] } = answer;
      if (complaint !== undefined) {
        isDamaged = true;
        return onDamage(table, complaint);
      }
      after = table;
    }
    soundAt = performance.now();
  }

  const timer = repeatedly(times, () => {
    if (!isDamaged) background.add("page check", checkAll);
  });
  return {
    get isDamaged() {
      return isDamaged;
    },
    get age() {
      return Math.round((performance.now() - soundAt) / 1000);
    },
    [Symbol.dispose]: () => timer[Symbol.dispose](),
  };
}
