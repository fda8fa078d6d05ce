import assert from "node:assert/strict";
import { callTool, testRegistry } from "../../support/calls.ts";
import { importText } from "../../support/imports.ts";
import { SQLITE } from "../../support/engines.ts";

/* A year of a pizzeria, `pizzaplace` of the R package gt, as a file that PIZZAPLACE_CSV names. */
const DATA = Deno.env.get("PIZZAPLACE_CSV");
const MAP = [
  ...["order_id=id", "date=date", "time=time", "item=name", "variation=size", "category=type"],
  "unit_price=price",
];

interface Answer {
  readonly figures: Readonly<Record<string, number | null>>;
  readonly findings: readonly string[];
  readonly tables: readonly {
    readonly title: string;
    readonly rows: readonly (readonly unknown[])[];
  }[];
}

if (!DATA) {
  Deno.test.ignore("analytics of a real year (PIZZAPLACE_CSV names no data set)", () => {});
} else {
  const csv = Deno.readTextFileSync(DATA);

  Deno.test("analytics of a real year: published figures, and sums taken from the file itself", async () => {
    await using database = await SQLITE.fresh();
    await importText(database, csv, {
      ...{ kind: "sales", format: "generic", map: MAP, location: "pizza" },
      timezone: "America/New_York",
    });
    const registry = testRegistry(database);
    const ask = async (date_range: string, section: string): Promise<Answer> => {
      const args = { date_range, sections: [section] };
      const { structured, text } = await callTool(registry, "get_analytics", args);
      const [answer] = (structured["sections"] ?? []) as readonly Answer[];
      assert.ok(answer, text);
      return answer;
    };

    const summary = await ask("2015", "summary");
    assert.equal(summary.figures["net_sales"], 817_860.05);
    assert.equal(summary.figures["orders"], 21_350);
    assert.equal(summary.figures["open_days"], 358);
    assert.equal(summary.figures["average_check"], 38.31);

    const trend = await ask("2015", "trend");
    assert.ok(trend.findings.some((text) => /^2015-11-27 \(Friday, .*4,422\.45/.test(text)));
    assert.equal(trend.figures["closed_days"], 7);

    const time = await ask("2015", "time");
    assert.match(time.findings[0] ?? "", /busiest hours are 12:00, 13:00, 18:00/);

    const drivers = await ask("2015-11", "drivers");
    const { change, ...parts } = drivers.figures;
    const sum = Object.values(parts).reduce<number>((all, part) => all + Number(part), 0);
    const between = (from: string, to: string) => netOf(csv, from, to);
    const expected = between("2015-11-01", "2015-11-30") - between("2015-09-27", "2015-10-26");
    assert.equal(Math.round(Number(change) * 100), expected);
    assert.equal(Math.round(sum * 100), expected);
    // Every size of every pizza has one price all year.
    assert.equal(parts["price"], 0);
  });
}

/** Net sales of some days in cents, from the file. */
function netOf(csv: string, from: string, to: string): number {
  return csv.trimEnd().split("\n").slice(1).reduce((sum, row) => {
    const [, date = "", , , , , price = "0"] = row.split(",");
    return date < from || date > to ? sum : sum + Math.round(Number(price) * 100);
  }, 0);
}
