import type { Logger } from "@logtape/logtape";
import { takeBackUnfinished } from "../importing/undo/unfinished.ts";
import type { Database } from "../storage/database.ts";

/**
 * Takes back what an import left behind that was stopped before its end. If one is going on in
 * another process, it waits for that one first. Ends when it is disposed.
 */
export function finishImports(
  { writeSliced }: Pick<Database, "writeSliced">,
  logger: Logger,
): AsyncDisposable {
  const ending = new AbortController();
  const { signal } = ending;
  async function run(): Promise<void> {
    const wasAny = await writeSliced((slices) => takeBackUnfinished(slices, signal), signal);
    if (wasAny) logger.warn("an import that was interrupted was taken back");
  }
  const running = run().catch((error) => {
    if (!signal.aborted) logger.error("an interrupted import stays hidden: {error}", { error });
  });
  return {
    async [Symbol.asyncDispose]() {
      ending.abort();
      await running;
    },
  };
}
