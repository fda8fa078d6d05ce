import { sqlite3 } from "../packages/sqlite_wasm.ts";
import type { RunStatement } from "./statements.ts";

/** Runs statements on a copy of a database. */
export interface StepCounter extends Disposable {
  /** Steps of SQLite's machine that the statement takes: each row that it looks at takes several. */
  steps(statement: RunStatement): number;
}

/**
 * Opens a copy of a database that counts.
 *
 * @param image The bytes of a database file.
 */
export function openStepCounter(image: Uint8Array): StepCounter {
  const { capi, wasm, oo1 } = sqlite3;
  const database = new oo1.DB();
  const flags = capi.SQLITE_DESERIALIZE_FREEONCLOSE | capi.SQLITE_DESERIALIZE_RESIZEABLE;
  const { length } = image;
  const bytes = wasm.allocFromTypedArray(image);
  database.checkRc(capi.sqlite3_deserialize(database, "main", bytes, length, length, flags));
  database.exec("pragma foreign_keys = on");
  const statements = new Map<string, ReturnType<typeof database.prepare>>();
  return {
    steps({ text, values }) {
      const statement = statements.getOrInsertComputed(text, () => database.prepare(text));
      if (values.length > 0) statement.bind(values as []);
      while (statement.step());
      statement.reset(true);
      return capi.sqlite3_stmt_status(statement, capi.SQLITE_STMTSTATUS_VM_STEP, 1);
    },
    [Symbol.dispose]() {
      for (const statement of statements.values()) statement.finalize();
      database.close();
    },
  };
}
