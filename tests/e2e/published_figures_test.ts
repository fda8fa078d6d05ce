import assert from "node:assert/strict";
import { connectClient, type TestClient } from "../support/clients.ts";
import { onEveryEngine } from "../support/engines.ts";
import { program, run } from "../support/server_process.ts";

/*
 * A year of a pizzeria, with figures published independently by several people: the data set
 * `pizzaplace` of the R package gt, as a file that PIZZAPLACE_CSV names.
 */
const DATA = Deno.env.get("PIZZAPLACE_CSV");
const MAP = "order_id=id,date=date,time=time,item=name,category=type,unit_price=price";

interface Group {
  readonly group: string;
  readonly total_sales: number;
  readonly transactions: number;
  readonly units: number;
  readonly share_percent: number;
}

if (!DATA) {
  // Skipped without the data set: it is not ours to distribute.
  Deno.test.ignore("published figures (PIZZAPLACE_CSV names no data set)", () => {});
} else {
  onEveryEngine("the published figures of a real data set, over stdio", async (engine) => {
    await using place = await engine.place();
    const database = ["--database", place.url];
    const imported = await run(program(
      ...[
        "import",
        DATA,
        "--location",
        "pizza",
        "--timezone",
        "America/New_York",
        "--currency",
        "USD",
      ],
      ...["--format", "generic", "--map", MAP, "--json", ...database],
    ));
    assert.equal(imported.code, 0, imported.stderr);
    await using client = await connectClient(program(...database));
    await totals(client);
    await categories(client);
    await times(client);
    await items(client);
  });
}

async function year(client: TestClient, args: Record<string, unknown> = {}) {
  const { structured } = await client.callTool("get_sales_data", {
    date: "2015-01-01",
    end_date: "2015-12-31",
    limit: 400,
    ...args,
  });
  const breakdown = structured.breakdown as readonly Group[];
  const group = (name: string) => breakdown.find(({ group }) => group === name);
  return { ...structured, breakdown, group };
}

async function totals(client: TestClient): Promise<void> {
  const answer: Record<string, unknown> = await year(client);
  assert.equal(answer.total_sales, 817_860.05);
  assert.equal(answer.transactions, 21_350);
  assert.equal(answer.days_with_sales, 358);
  assert.equal(answer.average_check, 38.31);
}

async function categories(client: TestClient): Promise<void> {
  const { breakdown } = await year(client, { group_by: "category" });
  assert.deepEqual(
    breakdown.map(({ group, share_percent, units }) => [group, share_percent, units]),
    [
      ["classic", 26.91, 14_888],
      ["supreme", 25.46, 11_987],
      ["chicken", 23.96, 11_050],
      ["veggie", 23.68, 11_649],
    ],
  );
}

async function times(client: TestClient): Promise<void> {
  const weekdays = await year(client, { group_by: "weekday" });
  assert.deepEqual(
    weekdays.breakdown.map(({ transactions }) => transactions),
    [2794, 2973, 3024, 3239, 3538, 3158, 2624],
  );
  const months = await year(client, { group_by: "month" });
  assert.deepEqual(
    months.breakdown.map(({ transactions }) => transactions),
    [1845, 1685, 1840, 1799, 1853, 1773, 1935, 1841, 1661, 1646, 1792, 1680],
  );
  assert.deepEqual(months.breakdown.map(({ total_sales }) => total_sales), [
    69_793.30,
    65_159.60,
    70_397.10,
    68_736.80,
    71_402.75,
    68_230.20,
    72_557.90,
    68_278.25,
    64_180.05,
    64_027.60,
    70_395.35,
    64_701.15,
  ]);
  const hours = await year(client, { group_by: "hour" });
  const busiest = hours.breakdown.toSorted((a, b) => b.transactions - a.transactions).slice(0, 4);
  assert.deepEqual(
    busiest.map(({ group, transactions }) => [group, transactions]),
    [["12:00", 2520], ["13:00", 2455], ["18:00", 2399], ["17:00", 2336]],
  );
  const days = await year(client, { group_by: "day" });
  const [best] = days.breakdown.toSorted((a, b) => b.total_sales - a.total_sales);
  assert.deepEqual([best?.group, best?.total_sales], ["2015-11-27", 4422.45]);
}

async function items(client: TestClient): Promise<void> {
  const { breakdown, group } = await year(client, { group_by: "item" });
  assert.deepEqual(breakdown.slice(0, 5).map(({ total_sales }) => total_sales), [
    43_434.25,
    42_768,
    41_409.5,
    38_180.5,
    34_831.25,
  ]);
  assert.equal(group("thai_ckn")?.total_sales, 43_434.25);
  assert.equal(group("classic_dlx")?.units, 2453);
  assert.equal(group("classic_dlx")?.transactions, 2329);
  assert.equal(group("hawaiian")?.transactions, 2280);
  const worst = breakdown.at(-1);
  assert.deepEqual([worst?.group, worst?.total_sales, worst?.units], ["brie_carre", 11_588.5, 490]);
}
