import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { openHome } from "../support/home.ts";
import { addRestaurant } from "../support/sales.ts";
import { program, serveProgram } from "../support/server_process.ts";
import { until } from "../support/until.ts";

const SALE = "order_id,date,item,unit_price\n1,2026-11-20,Pizza,9\n";

async function filesIn(folder: string): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
  return entries.map(({ name }) => name.replace(/^\S+Z /, "")).sort();
}

Deno.test("a served inbox takes files, survives a kill, and takes none twice", async () => {
  await using home = await openHome();
  {
    await using database = await openSqlite(fileAddress(home.database));
    await database.write(addRestaurant);
  }
  const inbox = `${home.path}/inbox/downtown`;
  await Deno.mkdir(inbox, { recursive: true });
  const options = { cwd: home.path, env: { DATABASE_URL: home.database } };
  const served = () => serveProgram(program("serve", "--inbox", "inbox"), options);
  {
    await using first = await served();
    await Deno.writeTextFile(`${inbox}/one.csv`, SALE);
    await until(async () => (await filesIn(`${inbox}/done`)).includes("one.csv"));
    await Deno.writeTextFile(`${inbox}/two.csv`, SALE.replace("1,", "2,"));
    await Deno.writeTextFile(`${inbox}/again.csv`, SALE);
    await first.kill();
  }
  {
    await using _second = await served();
    await until(async () => (await filesIn(`${inbox}/done`)).length === 6);
  }
  await using database = await openSqlite(fileAddress(home.database));
  const orders = await database.reader.selectFrom("orders").select("external_id").execute();
  assert.deepEqual(orders.map(({ external_id }) => external_id).sort(), ["1", "2"]);
  const { stdout } = await home.run(["doctor", "--inbox", "inbox", "--json"]);
  const { findings } = JSON.parse(stdout) as { findings: { name: string; finding: string }[] };
  const found = new Map(findings.map(({ name, finding }) => [name, finding]));
  assert.match(found.get("inbox") ?? "", /^inbox: 0 files waiting$/);
  assert.match(found.get("imports") ?? "", /^the last one was at 2\d{3}-/);
});

Deno.test("a folder that is not there, and a folder beside files, are wrong usage", async () => {
  await using home = await openHome();
  const missing = await home.run(["import", "--watch", "nowhere"]);
  assert.equal(missing.code, 1);
  assert.match(missing.stderr, /The inbox 'nowhere' is not a folder/);
  const both = await home.run(["import", "--watch", ".", "a.csv"]);
  assert.equal(both.code, 2);
  const demo = await home.run(["serve", "--demo", "--inbox", "."]);
  assert.equal(demo.code, 2);
  assert.match(demo.stderr, /--demo forgets its data/);
});

Deno.test("import --watch prints what became of each file until it is stopped", async () => {
  await using home = await openHome();
  await Deno.mkdir(`${home.path}/drop`);
  const { command, args } = program(
    ...["import", "--watch", "drop", "--location", "downtown", "--timezone", "UTC"],
    ...["--currency", "EUR", "--json"],
  );
  const child = new Deno.Command(command, {
    args: [...args],
    cwd: home.path,
    env: { DATABASE_URL: home.database },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const output = child.output();
  await Deno.writeTextFile(`${home.path}/drop/sales.csv`, SALE);
  await until(async () => (await filesIn(`${home.path}/drop/done`)).includes("sales.csv"));
  child.kill("SIGTERM");
  const { code, stdout } = await output;
  assert.equal(code, 0);
  const taken = JSON.parse(new TextDecoder().decode(stdout));
  assert.deepEqual([taken.status, taken.file, taken.summary.added], ["imported", "sales.csv", 1]);
});
