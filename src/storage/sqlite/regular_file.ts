import { RestaurantError } from "../../values/errors.ts";

/**
 * A folder, a device or a pipe is no database, and opening a pipe would wait for someone at its
 * other end.
 *
 * @throws {RestaurantError} INVALID_INPUT if there is something else than a file at a path.
 */
export function assertRegularFile(path: string): void {
  const found = infoOf(path);
  if (found === undefined || found.isFile) return;
  const what = found.isDirectory ? "a folder" : "a device or a pipe";
  throw new RestaurantError("INVALID_INPUT", `'${path}' is ${what}, not a file.`, {
    hint: "Name a file.",
  });
}

function infoOf(path: string): Deno.FileInfo | undefined {
  try {
    return Deno.statSync(path);
  } catch {
    // Whether it is missing or may not be examined: opening it reports that.
    return undefined;
  }
}
