/*
 * Does some work on a database and kills itself, as kill -9 would, before its n-th step: a statement,
 * a transaction's part or a change of file names. Prints "done" if it gets to the end.
 * Arguments: n, the work, engine, URL, and what the work needs.
 */
import { DatabaseSync, StatementSync } from "node:sqlite";
import pg from "pg";
import { foldMovements } from "../../../src/restaurant/inventory/fold_movements.ts";
import { removeOld } from "../../../src/restaurant/journal/retention.ts";
import { rebuildRollups } from "../../../src/restaurant/sales/rebuild_rollups.ts";
import { restoreSqlite } from "../../../src/storage/backup/restore.ts";
import type { Database } from "../../../src/storage/database.ts";
import { noon } from "../noon.ts";
import { engineNamed } from "../engines.ts";
import { say } from "../processes.ts";

const [n, work = "", engine, url = "", backup = ""] = Deno.args;
let steps = Number(n);

function step(): void {
  if (--steps === 0) Deno.kill(Deno.pid, "SIGKILL");
}

/** Counts the calls of a method as steps. */
function counted<Name extends string>(
  owner: { [Key in Name]: (...args: never[]) => unknown },
  name: Name,
): void {
  const original = owner[name] as (...args: unknown[]) => unknown;
  const counting = function (this: unknown, ...args: unknown[]) {
    step();
    return original.apply(this, args);
  };
  Object.defineProperty(owner, name, { value: counting, configurable: true, writable: true });
}

/** From here on. */
function count(): void {
  counted(DatabaseSync.prototype, "exec");
  counted(StatementSync.prototype, "run");
  counted(StatementSync.prototype, "all");
  counted(pg.Client.prototype as unknown as Record<"query", () => void>, "query");
  for (const name of ["rename", "link", "remove"] as const) counted(Deno, name);
}

const WORKS: Readonly<Record<string, (database: Database) => Promise<unknown>>> = {
  retention: async (database) => {
    const { signal } = new AbortController();
    await removeOld(database, { keys: 30, events: 90 }, noon(), signal);
    await foldMovements(database, "2025-12-31", signal);
  },
  rebuild: (database) => rebuildRollups(database),
};

if (work === "restore") {
  count();
  await restoreSqlite(backup, url, { replace: true, now: noon() });
} else if (work === "migration") {
  count();
  await (await engineNamed(engine).open(url))[Symbol.asyncDispose]();
} else {
  await using database = await engineNamed(engine).open(url);
  count();
  await WORKS[work]?.(database);
}
await say("done");
