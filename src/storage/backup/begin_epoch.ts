import { DatabaseSync } from "node:sqlite";
import { EPOCH_COUNTER } from "../epoch.ts";

/** Says in a restored database that numbers may be given out again for something else. */
export function beginEpoch(path: string): void {
  const database = new DatabaseSync(path);
  try {
    const [epoch = 0] = crypto.getRandomValues(new Uint32Array(1));
    database.prepare(
      "insert into counters (name, value) values (?, ?) " +
        "on conflict (name) do update set value = excluded.value",
    ).run(EPOCH_COUNTER, epoch + 1);
  } finally {
    database.close();
  }
}
