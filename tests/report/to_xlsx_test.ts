import assert from "node:assert/strict";
import type { Report, TableBlock, Value } from "../../src/report/model.ts";
import { toXlsx } from "../../src/report/xlsx/to_xlsx.ts";
import { labelWithUnit } from "../../src/report/value_text.ts";
import { readLocations } from "../../src/restaurant/locations/location.ts";
import { closeReport } from "../../src/restaurant/reporting/close.ts";
import { customerReport } from "../../src/restaurant/reporting/customer.ts";
import { inventoryReport } from "../../src/restaurant/reporting/inventory.ts";
import { salesReport } from "../../src/restaurant/reporting/sales.ts";
import { DEMO_NOW, openDemo } from "../support/demo.ts";
import { openWorkbook, openWorkbooks, printedWords, type Workbook } from "../support/office.ts";
import { testWith } from "../support/programs.ts";
import { difficultReport } from "../support/reports.ts";

const A4 = { paper: "A4" } as const;

function reportOf(table: Omit<TableBlock, "type" | "key">, title = "Sheet one"): Report {
  const block: TableBlock = { type: "table", key: "net_by_day", ...table };
  return { title: "T", sections: [{ title, blocks: [block] }], notes: [], basis: [] };
}

const NET = [
  { key: "name", label: "Name", kind: "text" },
  { key: "net", label: "Net", kind: "money", unit: "USD", isSummed: true },
] as const;

/** Reports of one table each. */
const TABLES = {
  wrongTotal: reportOf({
    columns: NET,
    rows: [["A", 1_00], ["B", 2_50], ["C", null]],
    total: ["Total", 999_00],
  }),
  guestsWords: reportOf({
    columns: NET,
    rows: [["=1+1", 1_00], ["@SUM(A1)", 2_00], ["x".repeat(40_000), 3_00], ["a\tb\u0001c", null]],
  }),
  kinds: reportOf({
    columns: [
      { key: "q", label: "On hand", kind: "quantity" },
      { key: "m", label: "Cost", kind: "money" },
      { key: "p", label: "Share", kind: "percent" },
      { key: "d", label: "Date", kind: "date" },
    ],
    rows: [
      [{ amount: 1.5, unit: "kg" }, { amount: 1234, unit: "JPY" }, 12.5, "2026-02-28"],
      [null, null, null, null],
      [-2, { amount: -5, unit: "USD" }, -100, "2026"],
    ],
  }),
};

let converted: Promise<Workbook[]> | undefined;

/** What LibreOffice shows of one of them; it reads all of them at once. */
async function rowsOf(table: keyof typeof TABLES): Promise<string[][]> {
  const books = await (converted ??= openReports(Object.values(TABLES)));
  const book = books[Object.keys(TABLES).indexOf(table)];
  // The first sheet begins with the report's title and an empty row.
  return book?.get("Sheet one")?.slice(2) ?? [];
}

async function openReports(reports: readonly Report[]): Promise<Workbook[]> {
  const written = await Promise.all(reports.map((report) => toXlsx(report, A4)));
  return await openWorkbooks(written.map(({ bytes }) => bytes));
}

testWith(
  ["soffice"],
  "every section is a sheet; recalculated totals equal the values",
  async () => {
    const report = difficultReport({ days: 60, items: 20 });
    const { bytes, sheets } = await toXlsx(report, A4);
    const book = await openWorkbook(bytes);
    assert.deepEqual([...book.keys()].toSorted(), [...sheets].toSorted());
    const days = report.sections[1]?.blocks[0];
    assert.ok(days?.type === "table" && days.total !== undefined);
    const rows = book.get("Days") ?? [];
    assert.deepEqual(rows[1], ["Date", "Net sales (USD)", "Share", "Change on the week before"]);
    assert.deepEqual(rows[2], ["2026-01-01", "900", rows[2]?.[2], "-20%"]);
    assert.equal(Math.round(Number(rows.at(-1)?.[1]) * 100), days.total[1]);
    const amounts = rows.slice(2, -1).map((row) => Math.round(Number(row[1]) * 100));
    assert.deepEqual(amounts, days.rows.map((row) => row[1] ?? 0));
  },
);

/** What a cell with two decimals at most holds, in the smallest unit. */
const minor = (cell: string | undefined) => Math.round(Number(cell) * 100);

testWith(
  ["soffice"],
  "every total and every amount of every report is the same after recalculating",
  async () => {
    await using demo = await openDemo({ months: 2 });
    const { reader } = demo.database;
    const locations = await readLocations(reader);
    const period = { date: "2026-11-16", end_date: "2026-11-22" };
    const request = { period, locations, now: DEMO_NOW, showsNames: true };
    const reports: Report[] = [];
    for (const build of [salesReport, inventoryReport, customerReport, closeReport]) {
      reports.push(await build(reader, request));
    }
    const written = await Promise.all(reports.map((report) => toXlsx(report, A4)));
    const books = await openWorkbooks(written.map(({ bytes }) => bytes));
    let compared = 0;
    for (const [nth, report] of reports.entries()) {
      const book: Workbook = books[nth] ?? new Map();
      const sheets = written[nth]?.sheets ?? [];
      for (const [at, { blocks }] of report.sections.entries()) {
        let rest = book.get(sheets[at] ?? "") ?? [];
        for (const block of blocks) {
          if (block.type !== "table" || block.rows.length === 0) continue;
          const { columns, rows, total } = block;
          const header = columns.map((column) => labelWithUnit(column) || column.key);
          const start = rest.findIndex((row) => header.every((label, at) => row[at] === label));
          assert.ok(start >= 0, `${report.title}: ${block.key}`);
          const all = [...rows, ...(total === undefined ? [] : [total])];
          const cells = rest.slice(start + 1, start + 1 + all.length);
          rest = rest.slice(start + 1 + all.length);
          for (const [at, { kind, key }] of columns.entries()) {
            if (kind !== "money" && kind !== "count") continue;
            for (const [nth, row] of all.entries()) {
              const value = row[at] ?? null;
              const cell = cells[nth]?.[at];
              if (typeof value !== "number") assert.equal(value === null, cell === "", key);
              else {
                assert.equal(minor(cell), kind === "money" ? value : value * 100, key);
                compared++;
              }
            }
          }
        }
      }
    }
    assert.ok(compared > 500, `${compared}`);
  },
);

testWith(
  ["soffice"],
  "a total is a live formula: a wrong one is put right by recalculating",
  async () => {
    const table = await rowsOf("wrongTotal");
    assert.deepEqual(table.at(-1), ["Total", "3.5"]);
  },
);

testWith(
  ["soffice"],
  "what guests wrote is text, whatever it begins with, and is cut to fit",
  async () => {
    const table = await rowsOf("guestsWords");
    assert.deepEqual(table.slice(1, 3).map(([name]) => name), ["=1+1", "@SUM(A1)"]);
    assert.equal(table[3]?.[0], `${"x".repeat(32_766)}…`);
  },
);

testWith(["soffice"], "units, yen, percentages and missing values are typed", async () => {
  assert.deepEqual((await rowsOf("kinds")).slice(1), [
    ["1.5", "1234", "12.5%", "2026-02-28"],
    ["", "", "", ""],
    ["-2", "-0.05", "-100%", "2026"],
  ]);
});

Deno.test("sheet names are short, unique and free of what Excel refuses", async () => {
  const section = { title: "A/B: a title that is longer than what Excel allows", blocks: [] };
  const { sheets } = await toXlsx(
    {
      title: "T",
      sections: [section, section, { title: "'Basis'", blocks: [] }],
      notes: [],
      basis: [],
    },
    A4,
  );
  assert.equal(new Set(sheets.map((name) => name.toLowerCase())).size, sheets.length);
  for (const name of sheets) assert.match(name, /^[^\\/?*[\]:']{1,31}$/);
});

Deno.test("the same figures give the same workbook", async () => {
  const report = difficultReport({ days: 5, items: 5 });
  assert.deepEqual(await toXlsx(report, A4), await toXlsx(report, A4));
});

testWith(
  ["soffice", "pdftotext"],
  "printed, no text of a cell is over that of another",
  async () => {
    const long = "Donaudampfschifffahrtsgesellschaft with all of its captains, and then some more";
    const rows: Value[][] = [[long, 1_00], [long.repeat(3), 2_00], ["مطعم البيت", 3_00]];
    const report = reportOf({ title: "By name of the whole thing", columns: NET, rows });
    const basis = [{ term: "Net sales", text: long.repeat(4) }, { term: "Other", text: "short" }];
    const { bytes } = await toXlsx({ ...report, basis }, A4);
    const words = await printedWords(bytes);
    assert.ok(words.length > 60, `${words.length}`);
    for (const [at, one] of words.entries()) {
      for (const other of words.slice(at + 1)) {
        if (one.page !== other.page) continue;
        const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        const isOver = across > 1 && down > (one.bottom - one.top) / 2;
        assert.ok(!isOver, `${one.text} is over ${other.text}`);
      }
    }
  },
);
