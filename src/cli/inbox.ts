import type { Logger } from "@logtape/logtape";
import type { Config } from "../config/config.ts";
import type { TakenFile } from "../importing/inbox/taken_file.ts";
import { assertInbox, watchInbox } from "../importing/inbox/watch_inbox.ts";
import type { ImportOptions } from "../importing/options.ts";
import type { Database } from "../storage/database.ts";
import { suppressRepeats } from "../values/suppress_repeats.ts";
import { filesFor } from "./configured_database.ts";
import type { Files } from "./sandbox.ts";

/** A file of an inbox that needs a decision is put aside with the question; the others go in. */
const OPTIONS: ImportOptions = {};

/** The files that serving needs: the database, and the inbox if there is one. */
export function servedFiles({ database, inbox }: Pick<Config, "database" | "inbox">): Files {
  const { read = [], write = [] } = filesFor(database);
  return { read, write: inbox === undefined ? write : [...write, inbox] };
}

/** Imports what appears in the configured inbox until it is disposed. */
export async function startInbox(
  database: Pick<Database, "write">,
  { inbox }: Pick<Config, "inbox">,
  logger: Logger,
): Promise<AsyncDisposable> {
  if (inbox === undefined) return { [Symbol.asyncDispose]: () => Promise.resolve() };
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
