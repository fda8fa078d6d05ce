import type { Database } from "./database.ts";
import { lockExclusive } from "./exclusive_lock.ts";

/** Work in slices as one transaction: what is not committed exists for nobody else anyway. */
export function inOne(write: Database["write"]): Database["writeSliced"] {
  return (work) =>
    write(async (writer) => {
      await lockExclusive(writer, "import");
      return await work({
        areOne: true,
        slice: (piece) => piece(writer),
        last: (piece) => piece(writer),
      });
    });
}
