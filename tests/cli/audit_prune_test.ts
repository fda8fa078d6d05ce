import assert from "node:assert/strict";
import { join } from "node:path";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { audited, callRecord } from "../support/audits.ts";
import { noon } from "../support/calls.ts";
import { openHome } from "../support/home.ts";
import { program, run } from "../support/server_process.ts";

Deno.test("audit prune moves old entries to a file, beside a server, and never over another file", async () => {
  await using home = await openHome();
  await using served = await openSqlite(fileAddress(home.database));
  const at = noon().subtract({ hours: 24 * 100 });
  const old = Array.from({ length: 3 }, (_, i) => callRecord({ at, request_id: `OLD${i}` }));
  await audited(served, [...old, callRecord({ request_id: "NEW" })]);
  const output = join(home.database, "..", "old.jsonl");
  const audit = (...args: string[]) => run(program("audit", ...args, "--database", home.database));
  const prune = () => audit("prune", "--before", "2026-12-01", "--output", output);
  const pruned = await prune();
  assert.equal(pruned.code, 0, pruned.stderr);
  assert.match(pruned.stdout, /: 3\.\nThe audit goes on from 3:[0-9a-f]{64}\.\n$/);
  const lines = (await Deno.readTextFile(output)).trimEnd().split("\n");
  assert.deepEqual(lines.map((line) => JSON.parse(line).request_id), ["OLD0", "OLD1", "OLD2"]);
  assert.equal(((await Deno.stat(output)).mode ?? 0) & 0o777, 0o600);
  // The newest call, and how far the house says that the audit was pruned.
  assert.match((await audit("verify")).stdout, /The audit is intact\.\n(?:.*\n)?.*entries +2\b/);
  const again = await prune();
  assert.equal(again.code, 1);
  assert.match(again.stderr, /exists already/);
  assert.equal((await audit("prune", "--before", "soon", "--output", output)).code, 2);
});

Deno.test("the help says that the last entry of each chain stays", async () => {
  await using home = await openHome();
  const { stdout } = await home.run(["audit", "prune", "--help"]);
  assert.match(stdout.replaceAll(/\s+/g, " "), /last entry of each chain, however old/);
});
