import assert from "node:assert/strict";
import { importFile } from "../../src/importing/import_file.ts";
import { importOptions } from "../../src/importing/options.ts";
import type { Database } from "../../src/storage/database.ts";
import { effort } from "../support/effort.ts";
import { onEveryEngine } from "../support/engines.ts";
import { addRestaurant } from "../support/sales.ts";
import { counts, type Flags, importText, sourceOf, storedSales } from "../support/imports.ts";

const DOWNTOWN: Flags = { location: "downtown", timezone: "America/New_York" };
/** Of a long file. */
const PIECES = effort({ quick: 100, thorough: 400 });
const HEADER = "order_id,date,item,unit_price";

function orders(count: number): string {
  const rows = Array.from({ length: count }, (_, index) => `${index},2026-01-02 12:00,Soup,10`);
  return [HEADER, ...rows].join("\n");
}

async function rowsIn({ reader }: Database): Promise<Record<string, number>> {
  const tables = [
    "locations",
    "menu_items",
    "orders",
    "order_lines",
    "imports",
    "import_problems",
  ] as const;
  const numbers = tables.map(async (table) => {
    const { count } = await reader.selectFrom(table).select(({ fn }) =>
      fn.countAll<number>().as("count")
    )
      .executeTakeFirstOrThrow();
    return [table, count] as const;
  });
  return Object.fromEntries(await Promise.all(numbers));
}

const NOTHING = {
  locations: 0,
  menu_items: 0,
  orders: 0,
  order_lines: 0,
  imports: 0,
  import_problems: 0,
};

onEveryEngine(
  "bad rows are put aside with line and reason, and the rest goes in",
  async (engine) => {
    await using database = await engine.fresh();
    const text = [
      HEADER,
      "1,2026-01-02 12:00,Soup,10",
      "2,2026-02-30 12:00,Soup,10",
      "3,2026-01-02 25:00,Soup,10",
      '4,2026-01-02 12:00,"Soup',
      "5,2026-01-02 12:00,Soup",
      "6,2026-01-02 12:00,,10",
      "7,2026-01-02 12:00,Soup,99999999999999",
      "8,,Soup,10",
      "Total,,,60",
      ",,,",
      HEADER,
      "9,2026-01-02 12:00,Soup,0",
      "",
    ].join("\n");
    const summary = await importText(database, text, DOWNTOWN);
    assert.deepEqual(counts(summary), [
      "read 12: 50.00",
      "taken 3: 20.00",
      "skipped 3: 0.00",
      "quarantined 6: 30.00",
    ]);
    assert.equal(summary.unreadable_amounts, 3);
    const problems = await database.reader.selectFrom("import_problems")
      .select(["line", "field", "reason"]).orderBy("line").execute();
    assert.deepEqual(problems.map(({ line, field, reason }) => `${line} ${field}: ${reason}`), [
      "3 date: is not in the calendar (read as year-month-day)",
      "4 time: is not a time of day",
      "5 row: a quotation mark is opened and never closed",
      "6 unit_price: is empty",
      "8 line_total: is too large to be true",
      "9 date: is empty",
    ]);
    const [stored] = await database.reader.selectFrom("imports").selectAll().execute();
    assert.deepEqual(
      [
        stored?.file_name,
        stored?.format,
        stored?.rows_read,
        stored?.rows_taken,
        stored?.rows_skipped,
        stored?.rows_quarantined,
      ],
      ["export.csv", "generic", 12, 3, 3, 6],
    );
  },
);

onEveryEngine("a file whose sales of a day cannot be true is refused whole", async (engine) => {
  await using database = await engine.fresh();
  const rows = Array.from({ length: 11 }, (_, at) => `${at},2026-01-02 12:00,Soup,9999999999`);
  await assert.rejects(importText(database, [HEADER, ...rows].join("\n"), DOWNTOWN), {
    code: "INVALID_INPUT",
    message: /sales of that location and day would be too large/,
  });
  assert.deepEqual(await database.reader.selectFrom("orders").select("id").execute(), []);
});

onEveryEngine("reasons are kept for ten thousand rows, and all are counted", async (engine) => {
  await using database = await engine.fresh();
  const bad = Array.from({ length: 10_050 }, () => "1,2026-01-02 12:00,Soup,x");
  const summary = await importText(database, [orders(1), ...bad].join("\n"), DOWNTOWN);
  assert.equal(summary.quarantined.rows, 10_050);
  assert.equal((await rowsIn(database)).import_problems, 10_000);
});

onEveryEngine("a dry run says what would happen, and changes nothing", async (engine) => {
  await using database = await engine.fresh();
  const text = `${orders(5)}\nbad`;
  const dry = await importText(database, text, { ...DOWNTOWN, dryRun: true });
  assert.deepEqual(await rowsIn(database), NOTHING);
  const real = await importText(database, text, DOWNTOWN);
  assert.deepEqual({ ...dry, id: real.id, status: "imported" }, real);
  assert.equal(dry.status, "dry_run");
});

onEveryEngine("an import that is stopped leaves nothing behind", async (engine) => {
  await using database = await engine.fresh();
  const stop = new AbortController();
  const hooks = {
    signal: stop.signal,
    batchSize: 10,
    progress: ({ phase, bytes }: { phase: string; bytes: number }) => {
      if (phase === "writing" && bytes > 10_000) stop.abort();
    },
  };
  await assert.rejects(importText(database, orders(1000), DOWNTOWN, hooks), { name: "AbortError" });
  assert.deepEqual(await rowsIn(database), NOTHING);
});

onEveryEngine(
  "a file that breaks off while it is written leaves nothing behind",
  async (engine) => {
    await using database = await engine.fresh();
    let opened = 0;
    const whole = sourceOf(orders(1000));
    const source = {
      ...whole,
      open: async () => {
        opened += 1;
        const stream = await whole.open();
        // Opened to see its encoding, to survey it, and to write it.
        return opened < 3 ? stream : ReadableStream.from(breakingOff(stream));
      },
    };
    await assert.rejects(
      importFile(database, source, importOptions({ ...DOWNTOWN, currency: "USD" }), {
        batchSize: 10,
      }),
      /disk/,
    );
    assert.deepEqual(await rowsIn(database), NOTHING);
  },
);

async function* breakingOff(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  let pieces = 0;
  for await (const piece of stream) {
    if (pieces++ > 2) throw new Error("the disk is gone");
    yield piece;
  }
}

onEveryEngine("files that are no sales are refused, and nothing is written", async (engine) => {
  const files: readonly (readonly [string | Uint8Array, RegExp])[] = [
    ["", /empty/],
    ["\n\n", /no rows/],
    [HEADER, /a header and no rows/],
    ["name,cost\nSoup,10\n", /Found: name, cost/],
    ['{"orders": []}\n', /is JSON/],
    ["\u0001\u0002\u0003\n1\n", /no row with the names of columns/],
    ["x".repeat(300_000), /no end within/],
    [`${HEADER}\n${"x".repeat(300_000)}`, /Line 2 has no end/],
    [`${HEADER}\n${"a,b,c,d\n".repeat(20_000)}`, /Not one of the first 10,000 rows has a date/],
    [new Uint8Array(5000), /binary/],
  ];
  await using database = await engine.fresh();
  for (const [content, message] of files) {
    await assert.rejects(importText(database, content, DOWNTOWN), {
      code: "INVALID_INPUT",
      message,
    });
  }
  assert.deepEqual(await rowsIn(database), NOTHING);
});

onEveryEngine("rows of windows-1252 and of UTF-16 arrive with their accents", async (engine) => {
  const text = `${HEADER}\n1,2026-01-02 12:00,Crème brûlée,10\n`;
  const latin = Uint8Array.from([...text].map((character) => character.charCodeAt(0)));
  const wide = Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
  for (
    const [content, encoding] of [[text, "utf-8"], [latin, "windows-1252"], [
      wide,
      "utf-16le",
    ]] as const
  ) {
    await using database = await engine.fresh();
    const summary = await importText(database, content, DOWNTOWN);
    assert.equal(summary.encoding, encoding);
    const [line] = await database.reader.selectFrom("order_lines").select("name").execute();
    assert.equal(line?.name, "Crème brûlée");
  }
});

onEveryEngine(
  "dates of both orders in one file are refused, until somebody decides",
  async (engine) => {
    await using database = await engine.fresh();
    const text = [HEADER, "1,13/01/2026 12:00,Soup,10", "2,01/14/2026 12:00,Soup,10"].join("\n");
    await assert.rejects(importText(database, text, DOWNTOWN), {
      message: /line 2 has 13\/01\/2026 \(day first\), line 3 has 01\/14\/2026 \(month first\)/,
    });
    const summary = await importText(database, text, { ...DOWNTOWN, dateFormat: "dmy" });
    assert.deepEqual(summary.quarantined_for.map(({ reason, lines }) => [reason, lines]), [
      ["date is not in the calendar (read as day/month/year)", [3]],
    ]);
  },
);

onEveryEngine("a long file is read and written piece by piece", async (engine) => {
  await using database = await engine.fresh();
  let order = 0;
  let waiting = 0;
  let mostWaiting = 0;
  function* pieces(): Generator<Uint8Array> {
    waiting = 0;
    for (let count = 0; count < PIECES; count++) {
      const rows = Array.from({ length: 50 }, () => `${order++},2026-01-02 12:00,Soup,10\n`);
      yield new TextEncoder().encode((count === 0 ? `${HEADER}\n` : "") + rows.join(""));
      mostWaiting = Math.max(mostWaiting, ++waiting);
    }
  }
  const source = {
    name: "long.csv",
    size: null,
    open: () => Promise.resolve(ReadableStream.from(pieces())),
  };
  const options = importOptions({ ...DOWNTOWN, currency: "USD", dryRun: true });
  const summary = await importFile(database, source, options, {
    batchSize: 1000,
    progress: () => waiting -= 1,
  });
  assert.equal(summary.taken.rows, PIECES * 50);
  assert.ok(mostWaiting <= 2, `${mostWaiting} pieces waited`);
});

onEveryEngine("a column that is no order id is noticed", async (engine) => {
  await using database = await engine.fresh();
  const rows = Array.from({ length: 10_001 }, () => "Main,2026-01-02 12:00,Soup,10");
  await assert.rejects(importText(database, [HEADER, ...rows].join("\n"), DOWNTOWN), {
    code: "INVALID_INPUT",
    message: /order id 'Main'/,
  });
  assert.deepEqual(await rowsIn(database), NOTHING);
});

onEveryEngine("stored locations are found by id and by name", async (engine) => {
  await using database = await engine.fresh();
  await database.write(addRestaurant);
  const text = [
    `${HEADER},location`,
    "1,2026-01-02 12:00,Soup,10,Downtown",
    "2,2026-01-02 12:00,Soup,10,HARBOUR",
  ];
  const summary = await importText(database, text.join("\n"));
  assert.deepEqual(
    summary.locations.map(({ id, time_zone, created }) => [id, time_zone, created]),
    [
      ["downtown", "America/New_York", false],
      ["harbour", "America/Los_Angeles", false],
    ],
  );
  const { orders } = await storedSales(database);
  assert.equal(orders?.length, 2);
});
