import assert from "node:assert/strict";
import { program, run } from "../support/server_process.ts";
import { importReport } from "../../src/cli/import_report.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { importText } from "../support/imports.ts";

Deno.test("a template is printed, filled in and imported", async () => {
  const cwd = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  try {
    const command = (args: readonly string[], input?: string) =>
      run(program("import", ...args), { cwd, ...(input !== undefined && { input }) });
    const template = await command(["--template", "menu"]);
    assert.deepEqual([template.code, template.stderr], [0, ""]);
    assert.match(template.stdout, /^name,category,price,description\nMargherita,Pizza,9\.50,/);
    assert.deepEqual([...Deno.readDirSync(cwd)], []);
    const place = ["-", "--database", "floor.db", "--kind", "menu", "--currency", "USD"];
    const imported = await command(place, template.stdout);
    assert.equal(imported.code, 0, imported.stderr);
    assert.match(imported.stdout, /^standard input imported: menu, generic, utf-8\n/);
    const again = await command([...place, "--json"], template.stdout);
    const { status, kind, taken, skipped } = JSON.parse(again.stdout);
    assert.deepEqual([status, kind, taken.rows, skipped.rows], ["imported", "menu", 0, 1]);
    const unread = await command(place, "name,price\nTea,two\n");
    assert.equal(unread.code, 1);
    for (const args of [[], ["--template", "drinks"], ["-", "--kind", "drinks"]]) {
      const refused = await command(args, "");
      assert.deepEqual([refused.code, refused.stdout], [2, ""], args.join(" "));
      assert.match(refused.stderr, /^error: .*menu/);
    }
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
});

Deno.test("the summary says what was taken and what needs a decision", async () => {
  await using database = await openSqlite(IN_MEMORY);
  await importText(database, "name,category,price\nSoup,Lunch,7\nSoup,Dinner,8\n");
  const summary = await importText(
    database,
    "name,category,price\nSoup,,7\nTea,Drinks,2\nSoup,Lunch,7\nPie,Cakes,x\nTart,Cakes,x\n",
    { dryRun: true },
  );
  assert.deepEqual(importReport(summary).replaceAll(/\([A-Z0-9]{8}\)/g, "(id)").split("\n"), [
    "export.csv would be imported (dry run, nothing was changed): menu, generic, utf-8",
    "               rows",
    "  read            5",
    "  taken           1",
    "  skipped         1",
    "  quarantined     3",
    "  added 1 row",
    "  skipped: nothing new in it, 1 row (line 4)",
    "  quarantined: price is not a number, 2 rows (lines 5, 6)",
    "  quarantined: name 'Soup' may be Soup in Dinner (id) or Soup in Lunch (id); say which in " +
    "category, 1 row (line 2)",
  ]);
});

Deno.test("an import that took nothing is not offered to be taken back", async () => {
  await using database = await openSqlite(IN_MEMORY);
  const menu = "name,category,price\nSoup,Lunch,7\n";
  assert.match(importReport(await importText(database, menu)), /take it back/);
  const broken = await importText(database, "name,category,price\nTea,Drinks,x\n");
  assert.notEqual(broken.id, null);
  assert.doesNotMatch(importReport(broken), /take it back/);
});
