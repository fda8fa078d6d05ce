import { DatabaseSync } from "node:sqlite";
import { isLocked } from "../user_error.ts";

const LOOKS_EVERY_MS = 50;

/**
 * Waits until no other process and no other part of this one holds a lock, and takes it. It is that
 * of SQLite on an empty file, so it ends with its process, however that ends.
 *
 * @param path Of the file, which is made if it is missing and stays.
 */
export async function lockFile(path: string, signal?: AbortSignal): Promise<Disposable> {
  const file = new DatabaseSync(path);
  try {
    file.exec("pragma busy_timeout = 0");
    while (!isTaken(file)) {
      await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
      signal?.throwIfAborted();
    }
    return { [Symbol.dispose]: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

function isTaken(file: DatabaseSync): boolean {
  try {
    file.exec("begin exclusive");
    return true;
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  }
}
