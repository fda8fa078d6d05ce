import assert from "node:assert/strict";
import { openHome } from "../support/home.ts";

const SALE = "order_id,date,item,unit_price,Shelf\n1,2026-11-20,Pizza,9,7\n";
const FLAGS = ["--location", "downtown", "--timezone", "Europe/Berlin", "--currency", "EUR"];

Deno.test("imports are listed with what was not read, and taken back", async () => {
  await using home = await openHome();
  await Deno.writeTextFile(`${home.path}/sale.csv`, SALE);
  const imported = await home.run(["import", "sale.csv", ...FLAGS]);
  assert.equal(imported.code, 0, imported.stderr);
  const [, id = ""] =
    /take it back: restaurant-mcp imports undo ([A-Z0-9]{8})/.exec(imported.stdout) ?? [];
  assert.notEqual(id, "");
  const list = await home.run(["imports"]);
  assert.match(
    list.stdout,
    /^ID +IMPORTED +FILE +FORMAT +TAKEN +QUARANTINED +DATES +STATE +NOT READ\n/,
  );
  assert.match(list.stdout, new RegExp(`\n${id} .* sale.csv +generic +1 +0 +2026-11-20 .* Shelf`));
  const [{ summary }] = JSON.parse((await home.run(["imports", "--json"])).stdout);
  assert.deepEqual(summary.unused_columns, ["Shelf"]);

  const trial = await home.run(["imports", "undo", id, "--dry-run"]);
  assert.match(trial.stdout, /would be taken back: 1 order removed/);
  const undone = await home.run(["imports", "undo", id]);
  assert.equal(undone.code, 0, undone.stderr);
  assert.match(undone.stdout, /was taken back: 1 order removed, 1 of locations, 1 of menu items/);
  assert.match((await home.run(["imports"])).stdout, /taken back/);
  const again = await home.run(["imports", "undo", id]);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /was taken back at/);
  assert.equal((await home.run(["location"])).stdout, "");
});

Deno.test("the database to take an import back from is said before or behind the id", async () => {
  await using home = await openHome();
  await Deno.writeTextFile(`${home.path}/sale.csv`, SALE);
  const other = ["--database", "other.db"];
  const imported = await home.run(["import", "sale.csv", ...FLAGS, ...other]);
  const [, id = ""] = /imports undo ([A-Z0-9]{8})/.exec(imported.stdout) ?? [];
  for (const args of [["undo", id, ...other], ["undo", ...other, id], [...other, "undo", id]]) {
    const trial = await home.run(["imports", ...args, "--dry-run", "--json"]);
    assert.equal(trial.code, 0, trial.stderr);
    assert.equal(JSON.parse(trial.stdout).status, "dry_run");
  }
});

Deno.test("an unknown import and a faulty number are refused", async () => {
  await using home = await openHome();
  await Deno.writeTextFile(`${home.path}/sale.csv`, SALE);
  await home.run(["import", "sale.csv", ...FLAGS]);
  const unknown = await home.run(["imports", "undo", "NOSUCH00"]);
  assert.equal(unknown.code, 1);
  assert.match(unknown.stderr, /There is no import 'NOSUCH00'\. `restaurant-mcp imports` lists/);
  assert.equal((await home.run(["imports", "--limit", "many"])).code, 2);
});
