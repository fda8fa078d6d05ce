import assert from "node:assert/strict";
import { importReport } from "../../src/cli/import_report.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { importText } from "../support/imports.ts";
import { IN_MEMORY } from "../../src/storage/address/database_address.ts";
import { type Outcome, program, run } from "../support/server_process.ts";

const HEADER = "order_id,date,time,item,unit_price";
const SALES = [HEADER, "1,2026-01-02,12:00,Soup,10", "1,2026-01-02,12:00,Tea,2.5", ""].join("\n");
const PLACE = ["--location", "downtown", "--timezone", "America/New_York", "--currency", "USD"];

interface Folder extends AsyncDisposable {
  readonly path: string;
  files(): string[];
  importFiles(args: readonly string[], input?: string): Promise<Outcome>;
}

/** An empty folder, where the command runs as a user would run it. */
async function folder(): Promise<Folder> {
  const path = await Deno.makeTempDir({ prefix: "restaurant-mcp-" });
  return {
    path,
    files: () => [...Deno.readDirSync(path)].map(({ name }) => name).sort(),
    importFiles: (args, input) =>
      run(program("import", "--database", "data/sales.db", ...args), {
        cwd: path,
        ...(input !== undefined && { input }),
      }),
    [Symbol.asyncDispose]: () => Deno.remove(path, { recursive: true }),
  };
}

Deno.test("a file goes in, and again changes nothing", async () => {
  await using home = await folder();
  await Deno.writeTextFile(`${home.path}/sales.csv`, SALES);
  const first = await home.importFiles(["sales.csv", ...PLACE]);
  assert.equal(first.code, 0, first.stderr);
  assert.match(first.stdout, /^sales\.csv imported: sales, generic, utf-8, dates ymd\n/);
  assert.match(first.stdout, /\n {2}taken +2 +12\.50\n/);
  assert.match(first.stdout, /added 1 order, 0 refunds, 2 menu items/);
  assert.match(first.stdout, /downtown: 2 rows, America\/New_York, .*\(new location\)/);
  assert.equal(first.stderr, "");
  const again = await home.importFiles(["sales.csv", ...PLACE]);
  assert.match(again.stdout, /skipped: already imported, 2 rows \(lines 2, 3\)/);
});

Deno.test("a dry run from standard input, with JSON output", async () => {
  await using home = await folder();
  const { code, stdout, stderr } = await home.importFiles(
    ["-", "--json", "--dry-run", ...PLACE],
    SALES,
  );
  assert.equal(code, 0, stderr);
  const { status, file, read, taken } = JSON.parse(stdout);
  assert.deepEqual({ status, file, read, taken }, {
    status: "dry_run",
    file: "standard input",
    read: { rows: 2, amount: 12.5 },
    taken: { rows: 2, amount: 12.5 },
  });
  assert.deepEqual(home.files(), []);
});

Deno.test("a file that fails does not keep the next one out", async () => {
  await using home = await folder();
  await Deno.writeTextFile(`${home.path}/sales.csv`, SALES);
  await Deno.writeTextFile(`${home.path}/bad.csv`, `${HEADER}\n1,2026-02-30,12:00,Soup,10\n`);
  const { code, stdout, stderr } = await home.importFiles(
    ["missing.csv", ".", "sales.csv", "bad.csv", "--json", ...PLACE],
  );
  assert.equal(code, 1);
  const lines = stdout.trim().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(lines.map(({ file, status, error_code }) => [file, status, error_code]), [
    ["missing.csv", "error", "NOT_FOUND"],
    [".", "error", "INVALID_INPUT"],
    ["sales.csv", "imported", undefined],
    ["bad.csv", "imported", undefined],
  ]);
  assert.match(stderr, /error: missing\.csv: The file does not exist\./);
  assert.match(stderr, /error: \.: .*is a folder/);
  assert.deepEqual(lines[3].quarantined, { rows: 1, amount: 10 });
});

Deno.test("wrong usage is refused before anything is opened", async () => {
  await using home = await folder();
  for (
    const args of [["--timezone", "Mars/Olympus"], ["--kind", "drinks"], ["-"], ["--map", "x"]]
  ) {
    const { code, stdout, stderr } = await home.importFiles(["-", ...args], SALES);
    assert.equal(code, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /^error: /);
  }
  assert.deepEqual(home.files(), []);
});

Deno.test("the summary names quarantined rows and notes", async () => {
  await using database = await openSqlite(IN_MEMORY);
  const text = [
    "order_id,date,item,quantity,unit_price",
    "1,2026-01-02,Soup,1,1000",
    "2,2026-01-03,Soup,-1,10",
    ...Array.from({ length: 7 }, () => "3,2026-01-02,Soup,x,10"),
    ...Array.from({ length: 12 }, (_, index) => `4,2026-01-02,Soup,1,10${",".repeat(index + 1)}x`),
  ].join("\n");
  const summary = await importText(database, text, {
    location: "Tokyo",
    timezone: "Asia/Tokyo",
    currency: "JPY",
  });
  const report = importReport(summary);
  assert.equal(
    report,
    [
      "export.csv imported: sales, generic, utf-8, dates ymd",
      "               rows  amount (JPY)",
      "  read           21           990",
      "  taken           2           990",
      "  skipped         0             0",
      "  quarantined    19             0",
      "  added 1 order, 1 refund, 1 menu item",
      "  among them 1 refund row",
      "  business dates 2026-01-02 to 2026-01-03",
      "  tokyo: 2 rows, Asia/Tokyo, business day starts 04:00 (new location)",
      "  quarantined: quantity is not a number, 7 rows (lines 4, 5, 6, 7, 8, …)",
      ...Array.from(
        { length: 9 },
        (_, index) =>
          `  quarantined: row has ${index + 6} cells, but the header has 5, 1 row (line ${
            index + 11
          })`,
      ),
      "  quarantined: 3 more reasons",
      "  note: Prices in JPY mostly contain tax; the file does not say how much, so sales are as " +
      "the file has them. --prices-include-tax --tax-rate 19 takes 19 % out.",
      "  note: The file has no time of day: every sale is put at 12:00, so figures by hour mean nothing.",
      `  take it back: restaurant-mcp imports undo ${summary.id}`,
    ].join("\n"),
  );
});
