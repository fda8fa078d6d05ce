import { DatabaseSync } from "node:sqlite";
import { toUserError } from "./errors.ts";
import { assertRegularFile } from "./regular_file.ts";

/**
 * Takes the write lock of an existing database and releases it at once.
 *
 * @throws {RestaurantError} if it may not be written to, or another process writes for two seconds.
 */
export function assertFileWritable(path: string): void {
  assertRegularFile(path);
  const database = new DatabaseSync(path);
  try {
    database.exec("pragma busy_timeout = 2000; begin immediate; rollback;");
  } catch (error) {
    throw toUserError(error);
  } finally {
    database.close();
  }
}
