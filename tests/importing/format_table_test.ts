import assert from "node:assert/strict";
import { FORMATS } from "../../src/importing/sales/formats/index.ts";
import { KINDS } from "../../src/importing/kinds.ts";
import { SQLITE } from "../support/engines.ts";
import { variantsOf } from "../support/field_variants.ts";
import { csv, importText } from "../support/imports.ts";

/*
 * The table in docs/importing.md says of each format of sales what it gives and what is not recorded:
 * neither more nor less than its columns.
 */

/** What a format gives, and the fields that it comes from. */
const GIVES: readonly (readonly [string, readonly string[]])[] = [
  ["guests", ["guests"]],
  ["tips", ["tip"]],
  ["payments", ["payment_method", "payments"]],
  ["server", ["server"]],
  ["channel", ["channel"]],
  ["register", ["register"]],
  ["order type", ["order_type"]],
  ["table", ["table"]],
  ["sizes", ["variation"]],
  ["modifiers", ["modifiers"]],
  ["tax", ["tax", "order_tax"]],
  ["reasons", ["reason"]],
];

const GUIDE = await Deno.readTextFile(new URL("../../docs/importing.md", import.meta.url));

/** The cells of the guide's row about a format of sales. */
function rowOf(format: string): readonly string[] {
  const row = GUIDE.split("\n").find((line) => line.startsWith(`| \`${format}\` `));
  assert.ok(row !== undefined, `${format} has no row in the table of docs/importing.md`);
  return row.split("|").slice(1, -1).map((cell) => cell.trim());
}

Deno.test("the names of columns that need no mapping, as the guide says, need none", () => {
  const [, listed = "", except] =
    /\nNeeded: (`order_id`.*?)Columns with these names need no\s+mapping, except `(\w+)`/s
      .exec(GUIDE) ?? [];
  const names = Array.from(listed.matchAll(/`(\w+)`/g), ([, name = ""]) => name);
  assert.ok(names.length > 20);
  const columns = new Map(
    Object.entries(FORMATS.find(({ name }) => name === "generic")?.columns ?? {}),
  );
  const mapped = names.filter((name) => !columns.get(name)?.includes(name));
  assert.deepEqual(mapped, [except]);
});

const told = FORMATS.filter(({ name }) => name !== "generic");

for (const { name, columns } of told) {
  Deno.test(`${name}: the guide says what it gives, and what is not recorded`, () => {
    const has = ([, fields]: (typeof GIVES)[number]) => fields.some((field) => field in columns);
    const [, , gives, lacks] = rowOf(name);
    assert.equal(gives, GIVES.filter(has).map(([what]) => what).join(", "));
    assert.equal(lacks, GIVES.filter((one) => !has(one)).map(([what]) => what).join(", "));
  });

  Deno.test(`${name}: what it lacks is kept as not recorded`, async () => {
    await using database = await SQLITE.fresh();
    const usual = Object.entries(variantsOf("sales", name)).flatMap(([field, [first]]) => {
      const [column] = Object.entries(columns).find(([one]) => one === field)?.[1] ?? [];
      return column === undefined ? [] : [[column, first] as const];
    });
    const place = "location" in columns ? {} : { location: "downtown" };
    const header = usual.map(([column]) => column).join(",");
    await importText(database, csv(header, [Object.fromEntries(usual)]), {
      ...{ kind: "sales", format: name, timezone: "America/New_York", ...place },
    });
    const [days] = await database.reader.selectFrom("import_coverage").select("not_recorded")
      .execute();
    const missing = days?.not_recorded.split(" ") ?? [];
    for (const what of ["guests", "tips", "payments", "tax"]) {
      const [, fields = []] = GIVES.find(([one]) => one === what) ?? [];
      assert.equal(missing.includes(what), !fields.some((field) => field in columns), what);
    }
  });
}

Deno.test("every format of every kind that is recognised is in the guide", () => {
  for (const { name } of KINDS.flatMap(({ formats }) => formats)) {
    assert.ok(GUIDE.includes(`\`${name}\``) || name === "generic", name);
  }
});

Deno.test("payment_method is mapped, kept, and not called not recorded", async () => {
  await using database = await SQLITE.fresh();
  const text = "no,day,dish,price,paid with\n1,2026-09-13,Ramen,9,Visa\n2,2026-09-13,Tea,3,Cash\n";
  const map = ["order_id=no,date=day,item=dish,unit_price=price,payment_method=paid with"];
  await importText(database, text, { location: "downtown", timezone: "America/New_York", map });
  const payments = await database.reader.selectFrom("order_payments").select(["method", "amount"])
    .orderBy("amount").execute();
  assert.deepEqual(payments.map(({ amount }) => amount), [3_00, 9_00]);
  assert.equal(payments[0]?.method, "cash");
  const [days] = await database.reader.selectFrom("import_coverage").select("not_recorded")
    .execute();
  assert.ok(!days?.not_recorded.split(" ").includes("payments"));
});
