import assert from "node:assert/strict";
import { reportJson } from "../../src/report/json/report_json.ts";
import { updateRollups } from "../../src/restaurant/sales/rebuild_rollups.ts";
import type { Database } from "../../src/storage/database.ts";
import { type Home, openHome } from "../support/home.ts";
import { importText } from "../support/imports.ts";
import { filledFile } from "../support/sqlite_image.ts";

const SALES = "order_id,date,time,item,quantity,unit_price\nA1,2026-11-20,12:30,Pizza,2,12.50\n";

/** A home with a sale of the 20th in its database. */
async function openTrading(): Promise<Home> {
  const home = await openHome();
  await Deno.copyFile(await filledFile("trading", importSales), home.database);
  return home;
}

async function importSales(database: Database): Promise<void> {
  await updateRollups(database);
  const place = { location: "here", timezone: "America/New_York", currency: "USD" };
  await importText(database, SALES, place);
}

Deno.test("report writes the file that is named, and says its figures", async () => {
  await using home = await openTrading();
  for (const [format, magic] of [["pdf", "%PDF-1.7"], ["excel", "PK"]] as const) {
    const { code, stdout, stderr } = await home.run([
      ...["report", "sales", "--period", "2026-11-16..2026-11-22"],
      ...["--format", format, "--output", `${home.path}/week.${format}`],
    ]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /Net sales 25\.00 USD/);
    const bytes = await Deno.readFile(`${home.path}/week.${format}`);
    assert.equal(new TextDecoder().decode(bytes.subarray(0, magic.length)), magic);
  }
});

Deno.test("report - writes to standard output; without a name it finds one", async () => {
  await using home = await openTrading();
  const { code, stdout, stderr } = await home.run([
    ...["report", "close", "--period", "2026-11-20", "--format", "json", "--output", "-"],
  ]);
  assert.equal(code, 0, stderr);
  assert.equal(reportJson.parse(JSON.parse(stdout)).title, "Day close");
  const named = await home.run(["report", "inventory", "--period", "2026-11-20"]);
  assert.equal(named.code, 0, named.stderr);
  assert.ok(home.files().includes("Inventory report here 2026-11-20.pdf"));
});

Deno.test("a period that is none, and one that is too long, are wrong usage", async () => {
  await using home = await openTrading();
  for (const period of ["last_blue_moon", "2020-01-01..2026-01-01"]) {
    const { code, stderr } = await home.run(["report", "sales", "--period", period]);
    assert.notEqual(code, 0);
    assert.match(stderr, /date or period|at most 400/);
  }
});

Deno.test("a purchase order is written for its supplier, with --order only", async () => {
  await using home = await openTrading();
  for (
    const [args, problem] of [
      [["purchase_order"], /Name the purchase order with --order/],
      [["purchase_order", "--order", "NOSUCH00"], /no purchase order 'NOSUCH00'/],
      [["sales", "--order", "NOSUCH00"], /--order belongs to purchase_order/],
      [["sales", "--format", "csv"], /Only a purchase order can be a CSV/],
    ] as const
  ) {
    const { code, stderr } = await home.run(["report", ...args]);
    assert.notEqual(code, 0);
    assert.match(stderr, problem);
  }
});

Deno.test("a folder that is not there is named before anything is read", async () => {
  await using home = await openTrading();
  const { code, stderr } = await home.run([
    ...["report", "sales", "--period", "2026-11-20", "--output", "reports/week.pdf"],
  ]);
  assert.equal(code, 1);
  assert.match(stderr, /There is no folder reports for the report\.[\s\S]*Create it, or write/);
});

Deno.test("locations of two currencies are exported apart and come back as they were", async () => {
  await using home = await openTrading();
  const tokyo = "order_id,date,time,item,quantity,unit_price,payment_method\n" +
    "T1,2026-11-20,12:30,Ramen,2,1200,cash\nT1,2026-11-20,12:30,Tea,1,300,cash\n";
  await Deno.writeTextFile(`${home.path}/tokyo.csv`, tokyo);
  const place = ["--location", "tokyo", "--timezone", "Asia/Tokyo", "--currency", "JPY"];
  assert.equal((await home.run(["import", "tokyo.csv", ...place])).code, 0);
  const headline = async (database: string, location: string) => {
    const { code, stderr } = await home.run([
      ...["report", "close", "--period", "2026-11-20", "--location", location],
      ...["--output", `${home.path}/close.pdf`, "--database", database],
    ]);
    assert.equal(code, 0, stderr);
    return stderr.split("\n")[1] ?? "";
  };
  const copy = `${home.path}/copy.db`;
  for (const location of ["here", "tokyo"]) {
    const { code, stdout, stderr } = await home.run(["export", "orders", "--location", location]);
    assert.equal(code, 0, stderr);
    assert.ok(!stdout.includes(location === "here" ? "Ramen" : "Pizza"));
    await Deno.writeTextFile(`${home.path}/${location}.csv`, stdout);
    const back = await home.run(["import", `${location}.csv`, "--database", copy]);
    assert.equal(back.code, 0, back.stderr);
  }
  for (const [location, net] of [["here", "25.00 USD"], ["tokyo", "2,700 JPY"]] as const) {
    const before = await headline(home.database, location);
    assert.match(before, new RegExp(`Net sales ${net}`));
    assert.equal(await headline(copy, location), before);
  }
});

Deno.test("the extension names the format, and an error says what to write", async () => {
  await using home = await openTrading();
  const report = (...args: string[]) =>
    home.run(["report", "sales", "--period", "2026-11-20", ...args]);
  for (const [file, magic] of [["w.PDF", "%PDF"], ["w.xlsx", "PK"], ["w.json", "{"]] as const) {
    const { code, stderr } = await report("--output", `${home.path}/${file}`);
    assert.equal(code, 0, stderr);
    const bytes = await Deno.readFile(`${home.path}/${file}`);
    assert.equal(new TextDecoder().decode(bytes.subarray(0, magic.length)), magic);
  }
  for (
    const [args, problem] of [
      [["--output", "week.docx"], /No report ends in \.docx\.[^]*\.xlsx[^]*--format pdf/],
      [["--output", "week.xlsx", "--format", "pdf"], /ends in \.xlsx, but --format is pdf/],
      [["--output", "week.csv"], /Only a purchase order can be a CSV/],
      [["--period", "2026-11-31"], /--period: 2026-11-31 does not exist/],
    ] as const
  ) {
    const { code, stderr } = await report(...args);
    assert.notEqual(code, 0);
    assert.match(stderr, problem);
  }
  assert.ok(!home.files().some((name) => name.startsWith("week")));
});
