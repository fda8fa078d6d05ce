import assert from "node:assert/strict";
import { dateOfDay, dayNumber } from "../../src/values/day_number.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { type KnownWeeks, openKnownWeeks, type SoldRow } from "../support/known_weeks.ts";
import { movement } from "../support/pantry.ts";
import { BURGER, COLA, SALAD } from "../support/sales.ts";

/*
 * The questions of a restaurant as scripts of calls. Every right answer is computed here from the
 * plain rows that were sold, in another way than the program does it.
 */

const WEEK = "2026-12-14..2026-12-20";
const isNow = ({ date }: { date: string }) => date >= "2026-12-14";

interface Section {
  readonly figures: Readonly<Record<string, number | null>>;
  readonly findings: readonly string[];
  readonly notes: readonly string[];
  readonly tables: readonly {
    readonly title: string;
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | null)[])[];
  }[];
}

function asking({ database }: KnownWeeks) {
  const registry = testRegistry(database);
  const ask = async (tool: string, args: Record<string, unknown>) => {
    const { structured, text, isError } = await callTool(registry, tool, args);
    assert.equal(isError, false, text);
    return structured;
  };
  const section = async (name: string, more = {}): Promise<Section> => {
    const args = { date_range: WEEK, sections: [name], ...more };
    const [found] = (await ask("get_analytics", args)).sections as readonly Section[];
    assert.ok(found, name);
    return found;
  };
  return { ask, section };
}

function table({ tables }: Pick<Section, "tables">, title: RegExp) {
  const found = tables.find((one) => title.test(one.title));
  assert.ok(found, `${title} in ${tables.map(({ title }) => title).join("; ")}`);
  return found;
}

/** Sums by a name, the largest first. */
function sums<Row>(
  rows: readonly Row[],
  name: (row: Row) => string,
  amount: (row: Row) => number,
): (readonly [name: string, amount: number])[] {
  return [...Map.groupBy(rows, name)]
    .map(([key, some]) => [key, some.reduce((sum, row) => sum + amount(row), 0)] as const)
    .filter(([, sum]) => sum !== 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

const total = <Row>(rows: readonly Row[], amount: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + amount(row), 0);
const net = (row: SoldRow) => row.isVoided ? 0 : row.gross - row.discount;
const cents = (value: unknown) => Math.round(Number(value) * 100);

/** Gross sales as a product: open days x orders a day x units an order x (share x price) of each item. */
interface Volume {
  readonly open_days: number;
  readonly orders_per_open_day: number;
  readonly items_per_order: number;
  readonly mix: ReadonlyMap<string, number>;
  readonly price: ReadonlyMap<string, number>;
}

function volumeOf(rows: readonly SoldRow[]): Volume {
  const count = (name: (row: SoldRow) => string) => new Set(rows.map(name)).size;
  const units = total(rows, (row) => row.units);
  const [days, orders] = [count((row) => `${row.place} ${row.date}`), count((row) => row.order)];
  const items = [...Map.groupBy(rows, ({ item }) => item)];
  return {
    open_days: days,
    orders_per_open_day: orders / days,
    items_per_order: units / orders,
    mix: new Map(items.map(([item, some]) => [item, total(some, (row) => row.units) / units])),
    price: new Map(items.map(([item, some]) => [
      item,
      total(some, ({ gross }) => gross) / total(some, (row) => row.units),
    ])),
  };
}

/**
 * What each part changed gross sales by, independently of the program: volume, mix and price at the
 * mean of both periods (Bennet); a factor of volume on average over every order in which the three
 * may change (Shapley).
 */
function byEveryOrder(was: Volume, is: Volume): Record<string, number> {
  const factors = ["open_days", "orders_per_open_day", "items_per_order"] as const;
  const units = (of: Volume) => total(factors, (name) => Math.log(of[name]));
  const [u0, u1] = [Math.exp(units(was)), Math.exp(units(is))];
  const at = (map: ReadonlyMap<string, number>, item: string) => map.get(item) ?? 0;
  const items = [...was.price.keys()];
  assert.deepEqual(items.toSorted(), [...is.price.keys()].toSorted());
  const meanPrice = (item: string) => (at(was.price, item) + at(is.price, item)) / 2;
  const meanShare = (item: string) => (at(was.mix, item) + at(is.mix, item)) / 2;
  const worth = total(items, (item) => meanShare(item) * meanPrice(item));
  const parts: Record<string, number> = {
    price: total(
      items,
      (item) =>
        (u0 * at(was.mix, item) + u1 * at(is.mix, item)) / 2 *
        (at(is.price, item) - at(was.price, item)),
    ),
    mix: total(
      items,
      (item) => (u0 + u1) / 2 * (at(is.mix, item) - at(was.mix, item)) * meanPrice(item),
    ),
  };
  const orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
  for (const order of orders) {
    const now = factors.map((name) => was[name]);
    for (const which of order) {
      const name = factors[which] ?? "open_days";
      const before = now.reduce((product, factor) => product * factor, 1);
      now[which] = is[name];
      const after = now.reduce((product, factor) => product * factor, 1);
      parts[name] = (parts[name] ?? 0) + (after - before) * worth / orders.length;
    }
  }
  return parts;
}

onEveryEngine("question 2: why sales changed, and who moved them", async (engine) => {
  const weeks = await openKnownWeeks(engine);
  await using _closing = weeks.database;
  const { section } = asking(weeks);
  const drivers = await section("drivers");
  const netOf = (isIn: (row: { date: string }) => boolean) =>
    total(weeks.sold.filter(isIn), net) - total(weeks.returned.filter(isIn), (r) => r.amount);
  const change = netOf(isNow) - netOf((row) => !isNow(row));
  const { change: told, ...parts } = drivers.figures;
  assert.equal(cents(told), change);
  assert.equal(Object.values(parts).reduce<number>((sum, part) => sum + cents(part), 0), change);
  // Refunds, discounts and the dearer burger are parts of their own.
  const refunds = (isIn: typeof isNow) =>
    total(weeks.returned.filter(isIn), ({ amount }) => amount);
  assert.equal(cents(parts["refunds"]), refunds((row) => !isNow(row)) - refunds(isNow));
  const discounts = (isIn: typeof isNow) => total(weeks.sold.filter(isIn), (r) => r.discount);
  assert.equal(cents(parts["discounts"]), discounts((row) => !isNow(row)) - discounts(isNow));
  const [was, is] = [(row: SoldRow) => !isNow(row), isNow].map((isIn) =>
    volumeOf(weeks.sold.filter((row) => isIn(row) && !row.isVoided))
  );
  assert.ok(was && is);
  for (const [name, amount] of Object.entries(byEveryOrder(was, is))) {
    // Parts are rounded so that they add up: to the cent beside what they would be.
    assert.ok(Math.abs(cents(parts[name]) - amount) <= 1, `${name}: ${parts[name]} for ${amount}`);
  }
  for (
    const [by, key] of [
      ["location", (row: { place: string }) => row.place === "downtown" ? "Downtown" : "Harbour"],
    ] as const
  ) {
    const before = new Map(sums(weeks.sold.filter((row) => !isNow(row)), key, net));
    const now = sums(weeks.sold.filter(isNow), key, net);
    const back = (isIn: typeof isNow) =>
      new Map(sums(weeks.returned.filter(isIn), key, ({ amount }) => amount));
    const [backThen, backNow] = [back((row) => !isNow(row)), back(isNow)];
    const moved = now.map(([name, amount]) =>
      [
        name,
        amount - (backNow.get(name) ?? 0) - (before.get(name) ?? 0) + (backThen.get(name) ?? 0),
      ] as const
    ).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
    const rows = table(drivers, new RegExp(`Change by ${by}`)).rows;
    assert.deepEqual(rows.map((row) => [row[0], cents(row[3])]), moved);
  }
  const channels = new Map(
    sums(weeks.sold.filter(isNow), ({ channel }) => channel, net),
  );
  for (const row of table(drivers, /Change by channel/).rows) {
    if (channels.has(String(row[0]))) {
      assert.equal(cents(row[2]), channels.get(String(row[0])), String(row[0]));
    }
  }
});

onEveryEngine("question 4: which items to promote, reprice or cut", async (engine) => {
  const weeks = await openKnownWeeks(engine);
  await using _closing = weeks.database;
  const { ask, section } = asking(weeks);
  const kept = weeks.sold.filter((row) => isNow(row) && !row.isVoided);
  const sales = await ask("get_sales_data", {
    date: "2026-12-14",
    end_date: "2026-12-20",
    group_by: "item",
  });
  const back = new Map(
    sums(weeks.returned.filter(isNow), ({ item }) => item, ({ amount }) => amount),
  );
  const best = sums(kept, ({ item }) => item, net)
    .map(([name, amount]) => [name, amount - (back.get(name) ?? 0)] as const)
    .sort(([, a], [, b]) => b - a);
  assert.deepEqual(
    (sales.breakdown as readonly Record<string, unknown>[]).map((one) => [
      one.group,
      cents(one.total_sales),
    ]),
    best,
  );
  // Packs: beef 4.22 for 2,000 g, buns 6.00 for 24, lettuce 3.00 for 1,000 g of which half is used.
  const cost = new Map<string, number>([
    [BURGER.name, 150 / 2000 * 422 + 600 / 24],
    [SALAD.name, 100 / 0.5 / 1000 * 300],
  ]);
  const mains = [BURGER.name, SALAD.name].map((name) => {
    const rows = kept.filter(({ item }) => item === name);
    const units = total(rows, (row) => row.units);
    return {
      name,
      units,
      margin: total(rows, ({ gross }) => gross) - units * (cost.get(name) ?? 0),
    };
  });
  const units = total(mains, (one) => one.units);
  const average = total(mains, ({ margin }) => margin) / units;
  const menu = await section("menu");
  const { columns, rows } = table(menu, /By item/);
  const at = (row: readonly unknown[], name: string) => row[columns.indexOf(name)];
  for (const item of mains) {
    const isPopular = item.units / units > 0.7 / mains.length;
    const earns = item.margin / item.units > average;
    const rating = isPopular ? earns ? "star" : "plowhorse" : earns ? "puzzle" : "dog";
    const row = rows.find(([name]) => name === item.name);
    assert.ok(row?.includes(rating), `${item.name} is a ${rating}: ${row}`);
    assert.ok(Math.abs(cents(at(row ?? [], "margin in all")) - item.margin) < 1, `${row}`);
    assert.equal(at(row ?? [], "mix %"), Math.round(10_000 * item.units / units) / 100);
    assert.equal(
      cents(at(row ?? [], "price sold at")),
      Math.round((item.margin + item.units * (cost.get(item.name) ?? 0)) / item.units),
    );
    // What 100 units earn today, at another price: the smallest whole number that earns no less.
    const made = cost.get(item.name) ?? 0;
    const price = item.margin / item.units + made;
    const needed = (factor: number) =>
      Array.from({ length: 200 }, (_, n) => n)
        .find((n) => n * (price * factor - made) >= 100 * (price - made) - 1e-6);
    assert.equal(at(row ?? [], "units to keep of 100 at +5 %"), needed(1.05), `${row}`);
    assert.equal(at(row ?? [], "units needed for 100 at -5 %"), needed(0.95), `${row}`);
  }
  const [category] = table(menu, /By category/).rows;
  assert.deepEqual([category?.[1], category?.[3]], [mains.length, 100 * 0.7 / mains.length]);
  assert.ok(Math.abs(cents(category?.[2]) - average) < 1, `${category}`);
  assert.ok(rows.find(([name]) => name === COLA.name)?.includes("uncosted"));
});

onEveryEngine("question 7: which location is the outlier", async (engine) => {
  const weeks = await openKnownWeeks(engine);
  await using _closing = weeks.database;
  const { section } = asking(weeks);
  const perDay = (place: string, isIn: (row: { date: string }) => boolean) => {
    const rows = weeks.sold.filter((row) => row.place === place && isIn(row));
    const back = weeks.returned.filter((row) => row.place === place && isIn(row));
    const days = new Set(rows.filter((row) => !row.isVoided).map(({ date }) => date)).size;
    return (total(rows, net) - total(back, ({ amount }) => amount)) / days;
  };
  const locations = await section("locations");
  const { rows } = table(locations, /Per open day/);
  for (const place of ["downtown", "harbour"]) {
    const [now, before] = [perDay(place, isNow), perDay(place, (row) => !isNow(row))];
    const row = rows.find(([id]) => id === place);
    assert.equal(cents(row?.[2]), Math.round(now), place);
    assert.ok(Math.abs(Number(row?.[6]) - 100 * (now - before) / before) < 0.02, `${row}`);
    const here = weeks.sold.filter((row) => row.place === place && isNow(row));
    const sold = here.filter(({ isVoided }) => !isVoided);
    const days = new Set(sold.map(({ date }) => date)).size;
    const orders = new Set(sold.map(({ order }) => order)).size;
    const back = weeks.returned.filter((row) => row.place === place && isNow(row));
    const lost = total(here, (row) => row.isVoided ? row.gross : row.discount) +
      total(back, ({ amount }) => amount);
    assert.deepEqual(row?.slice(1, 6), [
      days,
      Math.round(now) / 100,
      Math.round(10 * orders / days) / 10,
      Math.round(now * days / orders) / 100,
      Math.round(10_000 * lost / total(sold, ({ gross }) => gross)) / 100,
    ]);
  }
  const change = (place: string) =>
    100 * (perDay(place, isNow) / perDay(place, (row) => !isNow(row)) - 1);
  const [far, near] = ["harbour", "downtown"].map((place) => change(place).toFixed(1));
  assert.ok(Number(far) < -20 && Number(near) > 5, `${far} ${near}`);
  assert.equal(
    locations.findings[0],
    `harbour is the outlier: net per open day ${far} % against its own past, the other +${near} %.`,
  );
});

onEveryEngine("question 8: labour, sales per labour hour and prime cost", async (engine) => {
  const weeks = await openKnownWeeks(engine);
  await using _closing = weeks.database;
  const { section } = asking(weeks);
  const labour = await section("labour", { location: "downtown" });
  const { figures } = labour;
  const shifts = weeks.shifts.filter(isNow);
  const here = weeks.sold.filter((row) => row.place === "downtown" && isNow(row));
  const sales = total(here, net) -
    total(weeks.returned.filter((row) => row.place === "downtown" && isNow(row)), (r) => r.amount);
  const [minutes, pay] = [total(shifts, (s) => s.minutes), total(shifts, (s) => s.pay)];
  assert.equal(figures["labour_hours"], Math.round(minutes / 60 * 100) / 100);
  assert.equal(cents(figures["labour_cost"]), pay);
  assert.equal(figures["labour_percent_of_net"], Math.round(10_000 * pay / sales) / 100);
  assert.equal(cents(figures["sales_per_labour_hour"]), Math.round(sales * 60 / minutes));
  const sold = (name: string) =>
    total(here.filter((row) => row.item === name && !row.isVoided), (row) => row.units);
  const food = sold(BURGER.name) * (150 / 2000 * 422 + 25) + sold(SALAD.name) * 60;
  // Each item's cost is rounded to the cent by itself.
  assert.ok(Math.abs(cents(figures["prime_cost"]) - (food + pay)) <= 1, `${food + pay}`);
  assert.equal(
    figures["prime_cost_percent"],
    Math.round(10_000 * cents(figures["prime_cost"]) / sales) / 100,
  );
  const back = (date: string) =>
    total(weeks.returned.filter((r) => r.place === "downtown" && r.date === date), (r) => r.amount);
  assert.deepEqual(
    table(labour, /By day$/).rows,
    shifts.map((shift) => {
      const sold = total(here.filter(({ date }) => date === shift.date), net) - back(shift.date);
      return [
        shift.date,
        Math.round(shift.minutes / 6) / 10,
        shift.pay / 100,
        sold / 100,
        Math.round(10_000 * shift.pay / sold) / 100,
        Math.round(sold * 60 / shift.minutes) / 100,
      ];
    }),
  );
  // Every shift is from 17:00 UTC, noon downtown: until 17:00 it is lunch and afternoon.
  const dayparts = table(labour, /By daypart/).rows;
  const whole = (column: number) => total(dayparts, (row) => cents(row[column]));
  assert.equal(whole(1), Math.round(minutes / 60 * 100));
  assert.ok(Math.abs(whole(2) - pay) <= 2, `${whole(2)}`);
  assert.equal(whole(3), sales);
  // The harbour has no shifts: its sales are not those of the shifts downtown.
  const both = await section("labour");
  assert.equal(both.figures["labour_percent_of_net"], figures["labour_percent_of_net"]);
  assert.equal(both.figures["sales_per_labour_hour"], figures["sales_per_labour_hour"]);
  assert.equal(both.figures["prime_cost"], null);
  assert.match(both.notes.join(" "), /6 of 13 open days have no shifts recorded \(harbour 6\)/);
  const hours = async (location?: string) =>
    table(await section("time", { location }), /Sales per labour hour/).rows
      .filter(([, worked]) => Number(worked) > 0);
  assert.deepEqual(await hours(), await hours("downtown"));
});

onEveryEngine(
  "question 9: voids, discounts and refunds: how much, why, who, when",
  async (engine) => {
    const weeks = await openKnownWeeks(engine);
    await using _closing = weeks.database;
    const { section } = asking(weeks);
    const losses = await section("losses");
    const now = weeks.sold.filter(isNow);
    const voided = now.filter(({ isVoided }) => isVoided);
    const back = weeks.returned.filter(isNow);
    assert.equal(cents(losses.figures["discounts"]), total(now, ({ discount }) => discount));
    assert.equal(cents(losses.figures["voids"]), total(voided, ({ gross }) => gross));
    assert.equal(cents(losses.figures["refunds"]), total(back, ({ amount }) => amount));
    const gross = total(now, (row) => row.isVoided ? 0 : row.gross);
    const comped = now.filter((row) => !row.isVoided && row.discount === row.gross);
    assert.ok(comped.length > 0);
    assert.equal(cents(losses.figures["comps"]), total(comped, ({ discount }) => discount));
    assert.equal(losses.figures["voided_lines"], voided.length);
    const share = (amount: number) => Math.round(10_000 * amount / gross) / 100;
    assert.equal(
      losses.figures["discounts_percent_of_gross"],
      share(total(now, ({ discount }) => discount)),
    );
    assert.equal(
      losses.figures["refunds_percent_of_gross"],
      share(total(back, ({ amount }) => amount)),
    );
    const lost = (isIn: typeof isNow) =>
      total(weeks.sold.filter(isIn), (row) => row.isVoided ? row.gross : row.discount) +
      total(weeks.returned.filter(isIn), ({ amount }) => amount);
    const [is, was] = [lost(isNow), lost((row) => !isNow(row))]
      .map((amount) => (amount / 100).toFixed(2));
    assert.match(
      losses.findings[0] ?? "",
      new RegExp(`together ${is} USD against ${was} USD before`),
    );
    const shown = (title: RegExp) =>
      table(losses, title).rows.map(([name, amount]) => [name, cents(amount)]);
    assert.deepEqual(
      shown(/Comps .* by item/),
      sums(comped, (r) => r.item, (r) => r.discount),
    );
    assert.deepEqual(shown(/Voids by reason/), sums(voided, (r) => r.reason, (r) => r.gross));
    assert.deepEqual(
      shown(/Discounts by item/),
      sums(now, (r) => r.item, (r) => r.discount),
    );
    assert.deepEqual(shown(/Voids by item/), sums(voided, (r) => r.item, (r) => r.gross));
    assert.deepEqual(shown(/Refunds by reason/), sums(back, (r) => r.reason, (r) => r.amount));
    const all = [
      ...now.map((row) => ({ ...row, amount: row.isVoided ? row.gross : row.discount })),
      ...back,
    ];
    assert.deepEqual(shown(/by server/), sums(all, ({ server }) => server, ({ amount }) => amount));
    const given = now.map((row) => ({ ...row, amount: row.isVoided ? row.gross : row.discount }));
    const hours = new Map(sums(given, ({ hour }) => `${hour}:00`, ({ amount }) => amount));
    for (const [hour, amount] of shown(/by hour/)) {
      assert.equal(amount, hours.get(String(hour)), String(hour));
    }
  },
);

onEveryEngine(
  "question 10: actual against theoretical food cost, and where the loss is",
  async (engine) => {
    const weeks = await openKnownWeeks(engine);
    await using _closing = weeks.database;
    const { section } = asking(weeks);
    const grams = { opening: 40_000, received: 10_000, sent: 2_500, waste: 700, closing: 0 };
    const burgers = total(
      weeks.sold.filter((row) =>
        row.place === "downtown" && isNow(row) && row.item === BURGER.name && !row.isVoided
      ),
      (row) => row.units,
    );
    const theoretical = burgers * 150;
    const unexplained = 1_234;
    const onTheBooks = grams.opening + grams.received - grams.sent - grams.waste;
    grams.closing = onTheBooks - theoretical - unexplained;
    let nth = 0;
    const move = (
      kind: "count" | "received" | "transfer" | "waste",
      quantity: number,
      date: string,
    ) =>
      weeks.database.write((writer) =>
        writer.insertInto("stock_movements").values(movement({
          ...{ id: `MOVE000${nth++}`, kind, quantity: quantity * 1000, business_date: date },
          // The last minute of the business day, 03:59 of the next morning: counts go by their time.
          moved_at: `${dateOfDay(dayNumber(date) + 1)}T08:59:00Z`,
        })).execute()
      );
    await move("count", grams.opening, "2026-12-13");
    await move("received", grams.received, "2026-12-15");
    await move("transfer", -grams.sent, "2026-12-15");
    await move("waste", -grams.waste, "2026-12-16");
    await move("count", grams.closing - onTheBooks, "2026-12-20");
    const costs = await section("costs", { location: "downtown" });
    const [row] = table(costs, /Actual against/).rows;
    const actual = grams.opening + grams.received - grams.sent - grams.closing;
    assert.deepEqual(row?.slice(0, 6), [
      ...["Beef", "g"],
      ...[actual, theoretical, grams.waste, unexplained],
    ]);
    const price = (quantity: number) => quantity * 422 / 2000;
    assert.equal(cents(costs.figures["actual_cost"]), Math.round(price(actual)));
    assert.equal(cents(costs.figures["waste_cost"]), Math.round(price(grams.waste)));
    assert.ok(
      Math.abs(cents(costs.figures["unexplained_cost"]) - price(unexplained)) <= 2,
      `${costs.figures["unexplained_cost"]}`,
    );
    assert.equal(
      cents(costs.figures["theoretical_cost_of_counted"]),
      Math.round(price(theoretical)),
    );
    const here = weeks.sold.filter((row) =>
      row.place === "downtown" && isNow(row) && !row.isVoided
    );
    const costed = [[BURGER.name, price(150) + 25], [SALAD.name, 60]] as const;
    const sold = costed.map(([name, each]) => {
      const rows = here.filter(({ item }) => item === name);
      const cost = total(rows, (row) => row.units) * each;
      return { name, cost: Math.round(cost), gross: total(rows, ({ gross }) => gross) };
    });
    const [cost, gross] = [total(sold, (one) => one.cost), total(sold, (one) => one.gross)];
    assert.equal(cents(costs.figures["theoretical_food_cost"]), cost);
    assert.equal(cents(costs.figures["costed_sales"]), gross);
    assert.equal(
      costs.figures["theoretical_food_cost_percent"],
      Math.round(10_000 * cost / gross) / 100,
    );
    // Beef was used so much above its recipes; the rest is taken to be so, too.
    assert.equal(
      costs.figures["actual_food_cost_percent"],
      Math.round(
        Number(costs.figures["theoretical_food_cost_percent"]) * 100 *
          Math.round(price(actual)) / Math.round(price(theoretical)),
      ) / 100,
    );
    assert.match(costs.findings[1] ?? "", /At that rate food cost is [\d.]+ % of sales\.$/);
    assert.deepEqual(
      table(costs, /Theoretical cost by item/).rows.toSorted(),
      sold.map((one) => [
        one.name,
        one.gross / 100,
        one.cost / 100,
        Math.round(10_000 * one.cost / one.gross) / 100,
      ]).toSorted(),
    );
  },
);

onEveryEngine("question 15: what to expect on Friday, and how much to prepare", async (engine) => {
  const weeks = await openKnownWeeks(engine);
  await using _closing = weeks.database;
  const { ask } = asking(weeks);
  // Two weeks carry no more than the mean of each weekday; the data ends on a Sunday.
  const forecast = await ask("forecast_demand", { horizon_days: 7, location: "downtown" });
  const days = forecast.days as readonly Record<string, unknown>[];
  const friday = days.find(({ weekday }) => weekday === "Fri");
  assert.equal(friday?.date, "2026-12-25");
  assert.match(String(friday?.note), /Christmas/);
  // Before the two weeks there is one burger for 5.00 on Monday, 2 November.
  const [early] = weeks.sold;
  assert.ok(early);
  const first = {
    ...early,
    ...{ order: "EARLY000", place: "downtown", date: "2026-11-02", hour: 12 },
    ...{ item: BURGER.name, units: 1, gross: 5_00, discount: 0, isVoided: false },
  };
  const here = [first, ...weeks.sold.filter((row) => row.place === "downtown")];
  const recorded = new Set(here.map(({ date }) => date));
  const meanOf = (amountOn: (date: string) => number, date: string) => {
    const same = [7, 14, 49]
      .map((back) => Temporal.PlainDate.from(date).subtract({ days: back }).toString())
      .filter((one) => recorded.has(one));
    return total(same, amountOn) / same.length;
  };
  const ordersOn = (date: string) =>
    new Set(here.filter((row) => row.date === date && !row.isVoided).map((row) => row.order)).size;
  const netOn = (date: string) =>
    total(here.filter((row) => row.date === date), net) -
    total(
      weeks.returned.filter((row) => row.place === "downtown" && row.date === date),
      ({ amount }) => amount,
    );
  for (const day of days) {
    const date = String(day["date"]);
    assert.equal(day["orders"], Math.round(meanOf(ordersOn, date)), date);
    assert.equal(cents(day["net"]), Math.round(meanOf(netOn, date)), date);
    assert.ok(Number(day["net_low"]) < Number(day["net"]), date);
    assert.ok(Number(day["net_high"]) > Number(day["net"]), date);
  }
  const { expected } = (forecast.total as { net: { expected: number } }).net;
  const all = total(days, (day) => cents(day["net"]));
  assert.ok(Math.abs(cents(expected) - all) <= 4, `${expected} for ${all}`);
  // Units of an item: those of all items times its share, a day counting half after 42 days.
  const unitsOn = (date: string, name?: string) => {
    const isIt = (row: { date: string; item: string }) =>
      row.date === date && (name === undefined || row.item === name);
    // One of each was returned.
    return total(here.filter((row) => isIt(row) && !row.isVoided), (row) => row.units) -
      weeks.returned.filter((row) => row.place === "downtown" && isIt(row)).length;
  };
  const shareOf = (name: string) => {
    // What was sold before an item was there says nothing about it.
    const since = here.filter(({ item }) => item === name).map(({ date }) => date).sort()[0] ?? "";
    const past = [...recorded].filter((date) => date >= since).map((date) => {
      const age = Temporal.PlainDate.from(date).until("2026-12-21").days;
      return { date, weight: 0.5 ** (age / 42) };
    });
    return total(past, ({ date, weight }) => weight * unitsOn(date, name)) /
      total(past, ({ date, weight }) => weight * unitsOn(date));
  };
  const unitsOf = (name: string, date: string) => shareOf(name) * meanOf(unitsOn, date);
  const tables = { tables: forecast.tables as Section["tables"] };
  const byItem = table(tables, /Units by item/);
  for (const row of byItem.rows) {
    const name = String(row[0]);
    days.forEach(({ date }, i) => {
      const units = unitsOf(name, String(date));
      assert.ok(Math.abs(Number(row[5 + i]) - units) < 0.06, `${name} ${date}: ${units}`);
    });
    const week = total(days, ({ date }) => unitsOf(name, String(date)));
    assert.ok(Math.abs(Number(row[2]) - week) < 0.06, `${name}: ${week}`);
  }
  const prepared = table(tables, /^Prepare for 2026-12-21/);
  assert.deepEqual(prepared.rows.map(([name]) => name).toSorted(), [
    ...[BURGER.name, COLA.name, SALAD.name].toSorted(),
  ]);
  for (const [name, units, enough] of prepared.rows) {
    assert.ok(Math.abs(Number(units) - unitsOf(String(name), "2026-12-21")) < 0.06, String(name));
    assert.ok(Number(enough) >= Number(units) + 1, `${name}: ${enough} for ${units}`);
  }
  const needed = table(tables, /^Ingredients for 2026-12-21/).rows;
  const beef = needed.find(([name]) => name === "Beef");
  const burgers = unitsOf(BURGER.name, "2026-12-21");
  assert.ok(Math.abs(Number(beef?.[2]) - 150 * burgers) < 0.1, `${beef} for ${150 * burgers}`);
  const hoursOn = (date: string, isIn: (hour: number) => boolean) =>
    new Set(
      here.filter((row) => row.date === date && !row.isVoided && isIn(row.hour))
        .map((row) => row.order),
    ).size;
  const lunch = table(tables, /Orders by daypart/).rows.find(([name]) => name === "lunch");
  days.forEach(({ date }, i) => {
    const orders = meanOf((one) => hoursOn(one, (hour) => hour < 15), String(date));
    assert.ok(Math.abs(Number(lunch?.[1 + i]) - orders) < 0.06, `${date}: ${lunch} ${orders}`);
  });
});
