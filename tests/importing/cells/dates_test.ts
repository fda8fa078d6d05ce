import assert from "node:assert/strict";
import { fc } from "../../packages/fast_check.ts";
import { dateEvidence, type DateOrder, readDate } from "../../../src/importing/cells/dates.ts";
import { always } from "../../support/always.ts";

function iso(text: string, order: DateOrder): string | undefined {
  const date = readDate(text, order);
  if (date === undefined) return undefined;
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.year}-${two(date.month)}-${two(date.day)}${date.rest && ` | ${date.rest}`}`;
}

Deno.test("dates in the order of their file", () => {
  assert.equal(iso("03/04/2026", "dmy"), "2026-04-03");
  assert.equal(iso("03/04/2026", "mdy"), "2026-03-04");
  assert.equal(iso("10/8/26 5:18 PM", "mdy"), "2026-10-08 | 5:18 PM");
  assert.equal(iso("8.10.2026, 17:18", "dmy"), "2026-10-08 | 17:18");
  assert.equal(iso("26-10-08", "ymd"), "2026-10-08");
});

Deno.test("dates that say their own order", () => {
  for (const order of ["ymd", "dmy", "mdy"] as const) {
    assert.equal(iso("2026-10-08", order), "2026-10-08");
    assert.equal(iso("2026/10/8", order), "2026-10-08");
    assert.equal(iso("20261008", order), "2026-10-08");
    assert.equal(iso("2026-10-08T17:18:05Z", order), "2026-10-08 | 17:18:05Z");
    assert.equal(iso("8 Oct 2026", order), "2026-10-08");
    assert.equal(iso("08-Oct-26", order), "2026-10-08");
    assert.equal(iso("October 8, 2026 5 PM", order), "2026-10-08 | 5 PM");
  }
});

Deno.test("dates that are in no calendar are none", () => {
  const texts = [
    "2023-02-30",
    "2023-02-29",
    "2023-13-01",
    "2023-00-10",
    "31/04/2023",
    "0001-01-01",
  ];
  for (const text of [...texts, "", "yesterday", "12005", "12/2023", "2023-1/1", "99/99/9999"]) {
    assert.equal(readDate(text, "dmy"), undefined, text);
  }
  assert.equal(iso("29/02/2024", "dmy"), "2024-02-29");
  assert.equal(readDate("13/01/2015", "mdy"), undefined);
});

/** The orders in which a date can be read; `certain` if it says its own. */
function evidence(text: string): string | undefined {
  const found = dateEvidence(text);
  return found && (found.certain ? "certain" : [...found.possible.keys()].join(" "));
}

Deno.test("what a date shows about the order of its file", () => {
  assert.equal(evidence("13/01/2015"), "dmy");
  assert.equal(evidence("01/13/2015"), "mdy");
  assert.equal(evidence("01-13-15 11:38"), "mdy");
  assert.equal(evidence("26-10-13"), "dmy ymd");
  assert.equal(evidence("03/04/2015"), "dmy mdy");
  assert.equal(evidence("2015-01-13"), "certain");
  assert.equal(evidence("30/02/2015"), "");
  assert.equal(evidence("Total"), undefined);
  assert.equal(evidence(""), undefined);
});

Deno.test("months by their names in many languages, and days behind a weekday", () => {
  for (
    const [text, expected] of [
      ["5 ene 2026", "2026-01-05"],
      ["3 août 2026 19:30", "2026-08-03 | 19:30"],
      ["1. März 2026", "2026-03-01"],
      ["7 de outubro de 2026", "2026-10-07"],
      ["9 мая 2026 г.", "2026-05-09"],
      ["Mon, 5 Jan 2026", "2026-01-05"],
      ["lun. 5 ene 2026", "2026-01-05"],
      ["16-Dec-2026 02:44 AM EST", "2026-12-16 | 02:44 AM EST"],
    ] as const
  ) {
    assert.equal(iso(text, "mdy"), expected, text);
  }
  // October in Croatian, November in Polish.
  assert.equal(readDate("3 listopada 2026", "dmy"), undefined);
});

Deno.test("dates as other systems count and write them", () => {
  for (
    const [text, expected] of [
      ["2023年1月5日 下午8:15", "2023-01-05 | 下午8:15"],
      ["2026. 1. 5. 12:00", "2026-01-05 | 12:00"],
      ["45292", "2024-01-01"],
      ["45292.75", "2024-01-01 | 18:00:00"],
      ["1767225600", "2026-01-01 | 00:00:00.000Z"],
      ["1767225600000", "2026-01-01 | 00:00:00.000Z"],
    ] as const
  ) {
    assert.equal(iso(text, "dmy"), expected, text);
  }
  assert.equal(iso("26-10-13", "ymd"), "2026-10-13");
});

Deno.test("every date is read back from every notation", () => {
  const days = fc.date({
    min: new Date("1970-01-01"),
    max: new Date("2199-12-31"),
    noInvalidDate: true,
  });
  always(fc.property(days, (date) => {
    const expected = date.toISOString().slice(0, 10);
    const [year = "", month = "", day = ""] = expected.split("-");
    assert.equal(iso(`${day}/${month}/${year}`, "dmy"), expected);
    assert.equal(iso(`${Number(month)}/${Number(day)}/${year}`, "mdy"), expected);
    assert.equal(iso(expected, "mdy"), expected);
  }));
});
