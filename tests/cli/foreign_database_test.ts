import assert from "node:assert/strict";
import { makeForeignFile } from "../support/foreign_file.ts";
import { type Home, openHome } from "../support/home.ts";

const COMMANDS: readonly string[][] = [
  ["serve"],
  ["serve", "--transport", "http", "--port", "0"],
  ["import", "sales.csv", "--location", "here"],
  ["import", "sales.csv", "--location", "here", "--dry-run"],
  ["imports"],
  ["imports", "undo", "ABCDEFGH"],
  ["report", "sales", "--period", "last_week"],
  ["export", "orders"],
  ["location"],
  ["calendar"],
  ["token", "list"],
  ["token", "create", "--name", "Till", "--role", "admin"],
  ["audit", "verify"],
  ["audit", "export"],
  ["audit", "prune", "--before", "2026-01-01", "--output", "old.jsonl"],
  ["backup", "copy.db"],
  ["rebuild"],
  ["migrate-data", "restaurant.db", "other.db"],
  ["doctor"],
];

/** One for each way in which a file is opened. */
const OPENING = ["location", "calendar", "backup", "doctor"];

async function refused(
  home: Home,
  commands: readonly string[][],
  says: RegExp,
): Promise<void> {
  const before = await Deno.readFile(home.database);
  const files = home.files();
  await Promise.all(commands.map(async (args) => {
    const { code, stdout, stderr } = await home.run(args, { input: "" });
    assert.notEqual(code, 0, args.join(" "));
    const text = args[0] === "doctor" ? stdout : stderr;
    assert.match(text, says, args.join(" "));
    assert.doesNotMatch(text, /\.ts:\d|Uncaught/, args.join(" "));
  }));
  assert.deepEqual(await Deno.readFile(home.database), before);
  assert.deepEqual(home.files(), files);
}

Deno.test("every command refuses another program's file, and says what to do", async () => {
  await using home = await openHome();
  await Deno.writeTextFile(
    `${home.path}/sales.csv`,
    "date,item,quantity,unit_price\n2026-01-05,Tea,1,2\n",
  );
  makeForeignFile(home.database, "create table orders (id integer primary key, what text)");
  await refused(
    home,
    COMMANDS,
    /restaurant\.db' is not a restaurant-mcp database: another program has 'orders' in it\.[\s\S]*Name a database for this program alone/,
  );
});

Deno.test("a file that is no database is refused by name", async () => {
  await using home = await openHome();
  await Deno.writeTextFile(home.database, "accounts of last year\n".repeat(100));
  const commands = COMMANDS.filter(([name = ""]) => OPENING.includes(name));
  await refused(home, commands, /restaurant\.db' is not a SQLite database\.[\s\S]*Check the path/);
});
