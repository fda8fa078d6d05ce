import type { Logger } from "@logtape/logtape";
import type { TakenFile } from "../importing/inbox/taken_file.ts";
import { assertInbox, watchInbox } from "../importing/inbox/watch_inbox.ts";
import type { ImportOptions } from "../importing/options.ts";
import type { Database } from "../storage/database.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";

/** A file of an inbox that needs a decision is put aside with the question; the others go in. */
const OPTIONS: ImportOptions = {};

/** Imports what appears in a folder until it is disposed. */
export async function startInbox(
  database: Pick<Database, "writeSliced">,
  inbox: string,
  logger: Logger,
): Promise<AsyncDisposable> {
  await assertInbox(inbox);
  const ending = new AbortController();
  const running = watchInbox(database, {
    folder: inbox,
    options: OPTIONS,
    onTaken: (taken) => note(logger, taken),
    onError: suppressRepeats((error) => logger.error("inbox: {error}", { error })),
  }, { signal: ending.signal });
  return {
    async [Symbol.asyncDispose]() {
      ending.abort();
      await running;
    },
  };
}

function note(logger: Logger, taken: TakenFile): void {
  const { file } = taken;
  switch (taken.status) {
    case "imported":
      return logger.info("inbox: {file} imported as {id}, {rows} rows", {
        file,
        id: taken.summary.id,
        rows: taken.summary.taken.rows,
      });
    case "known":
      return logger.info("inbox: {file} was imported before, as {id}", {
        file,
        id: taken.import_id,
      });
    case "failed":
      return logger.warn("inbox: {file} failed: {message}", { file, message: taken.message });
  }
}
