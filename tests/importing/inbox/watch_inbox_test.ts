import assert from "node:assert/strict";
import type { TakenFile } from "../../../src/importing/inbox/taken_file.ts";
import { watchInbox } from "../../../src/importing/inbox/watch_inbox.ts";
import { importOptions } from "../../../src/importing/options.ts";
import { undoImport } from "../../../src/importing/undo/undo_import.ts";
import { allEvents } from "../../support/events.ts";
import type { Database } from "../../../src/storage/database.ts";
import { systemClock } from "../../../src/values/clock.ts";
import { onEveryEngine, SQLITE } from "../../support/engines.ts";
import { openHome } from "../../support/home.ts";

const OPTIONS = importOptions({ location: "downtown", timezone: "Europe/Berlin", currency: "EUR" });
const HEADER = "order_id,date,item,unit_price\n";
const SALE = `${HEADER}1,2026-11-20,Pizza,9\n`;

/** Looks after a folder until so many files were taken, or tried in vain. */
async function taken(
  database: Database,
  folder: string,
  count: number,
  onLook: (error?: unknown) => void = () => {},
): Promise<TakenFile[]> {
  const ending = new AbortController();
  const all: TakenFile[] = [];
  await watchInbox(database, {
    folder,
    options: OPTIONS,
    onTaken(one) {
      all.push(one);
      if (all.length === count) ending.abort();
    },
    onError(error) {
      onLook(error);
      if (count === 0) ending.abort();
    },
  }, { signal: ending.signal, everyMs: 20 });
  return all;
}

function names(folder: string): string[] {
  return Array.from(Deno.readDirSync(folder), ({ name }) => name.replace(/^\S+Z /, "")).sort();
}

onEveryEngine("what appears is imported, put away with its summary, and told", async (engine) => {
  await using home = await openHome();
  await using database = await engine.fresh();
  await Deno.mkdir(`${home.path}/Harbour`);
  await Deno.writeTextFile(`${home.path}/sales.csv`, SALE);
  await Deno.writeTextFile(`${home.path}/Harbour/sales.csv`, SALE.replace("Pizza", "Soup"));
  await Deno.writeTextFile(`${home.path}/broken.csv`, "nothing,of,sense\n1,2,3\n");
  await Deno.writeTextFile(`${home.path}/.hidden.csv`, SALE);
  await Deno.writeTextFile(`${home.path}/next.csv.part`, SALE);
  const all = await taken(database, home.path, 3);
  assert.deepEqual(all.map(({ status }) => status).sort(), ["failed", "imported", "imported"]);
  assert.deepEqual(names(home.path), [".hidden.csv", "Harbour", "done", "failed", "next.csv.part"]);
  assert.deepEqual(names(`${home.path}/done`), ["sales.csv", "sales.csv.json"]);
  assert.deepEqual(names(`${home.path}/Harbour/done`), ["sales.csv", "sales.csv.json"]);
  assert.deepEqual(names(`${home.path}/failed`), ["broken.csv", "broken.csv.json"]);
  const orders = await database.reader.selectFrom("orders").select("location_id").execute();
  assert.deepEqual(orders.map(({ location_id }) => location_id).sort(), ["downtown", "harbour"]);
  const events = await allEvents(database.reader);
  assert.equal(events.filter(({ kind }) => kind === "sales_changed").length, 2);
});

Deno.test("a file that grows is not taken before it is whole", async () => {
  await using home = await openHome();
  await using database = await SQLITE.fresh();
  const path = `${home.path}/sales.csv`;
  await Deno.writeTextFile(path, SALE);
  let lines = 1;
  const growing = setInterval(() => {
    lines += 1;
    if (lines > 12) return clearInterval(growing);
    Deno.writeTextFileSync(path, `${lines},2026-11-20,Pizza,9\n`, { append: true });
  }, 5);
  const [one] = await taken(database, home.path, 1);
  clearInterval(growing);
  assert.equal(one?.status, "imported");
  const orders = await database.reader.selectFrom("orders").select("id").execute();
  assert.equal(orders.length, 12);
});

onEveryEngine(
  "a program that was killed before the file was moved does not take it again",
  async (engine) => {
    await using home = await openHome();
    await using database = await engine.fresh();
    await Deno.writeTextFile(`${home.path}/sales.csv`, SALE);
    // The folder cannot be made: the import stands, and the file stays.
    await Deno.writeTextFile(`${home.path}/done`, "");
    const errors: unknown[] = [];
    await taken(database, home.path, 0, (error) => errors.push(error));
    assert.equal(errors.length, 1);
    assert.ok(names(home.path).includes("sales.csv"));
    await Deno.remove(`${home.path}/done`);
    const [again] = await taken(database, home.path, 1);
    assert.equal(again?.status, "known");
    assert.deepEqual(names(home.path), ["done"]);
    const orders = await database.reader.selectFrom("orders").select("id").execute();
    assert.equal(orders.length, 1);
  },
);

Deno.test("the same contents under another name do not come twice, but again after an undo", async () => {
  await using home = await openHome();
  await using database = await SQLITE.fresh();
  await Deno.writeTextFile(`${home.path}/a.csv`, SALE);
  const [first] = await taken(database, home.path, 1);
  await Deno.writeTextFile(`${home.path}/b.csv`, SALE);
  const [second] = await taken(database, home.path, 1);
  assert.equal(second?.status, "known");
  const id = first?.status === "imported" ? first.summary.id ?? "" : "";
  await undoImport(database, id, { clock: systemClock });
  await Deno.writeTextFile(`${home.path}/c.csv`, SALE);
  const [third] = await taken(database, home.path, 1);
  assert.equal(third?.status, "imported");
});

Deno.test("a link to a file elsewhere is no file of the inbox", async () => {
  await using home = await openHome();
  await using database = await SQLITE.fresh();
  await Deno.mkdir(`${home.path}/inbox`);
  await Deno.writeTextFile(`${home.path}/secret.csv`, SALE);
  await Deno.symlink(`${home.path}/secret.csv`, `${home.path}/inbox/link.csv`);
  await Deno.writeTextFile(`${home.path}/inbox/own.csv`, SALE.replace("9", "8"));
  const all = await taken(database, `${home.path}/inbox`, 1);
  assert.deepEqual(all.map(({ file }) => file), ["own.csv"]);
  assert.deepEqual(names(`${home.path}/inbox`), ["done", "link.csv"]);
});
