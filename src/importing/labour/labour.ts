import { minutesOf, payOf } from "../../restaurant/labour/read_labour.ts";
import {
  noteLabourChanged,
  splitOvertime,
  weekOf,
  type WorkedWeek,
  writeShift,
} from "../../restaurant/labour/write_shifts.ts";
import type { Reader } from "../../storage/database.ts";
import { RestaurantError } from "../../values/errors.ts";
import { type Minor, toMajor } from "../../values/money.ts";
import { momentReader } from "../cells/moments.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { type Books, booksOf } from "../kind/books.ts";
import { ensurePlace } from "../kind/ensure_place.ts";
import type { ImportRecord, Kind, Taker } from "../kind/kind.ts";
import type { Outcome } from "../kind/outcome.ts";
import { placeNamed } from "../kind/places.ts";
import type { Taking } from "../kind/taking.ts";
import {
  genericShifts,
  homebaseTimesheets,
  type LabourField,
  type LabourFormat,
  toastTimeEntries,
} from "./format.ts";
import { readShift } from "./read_shift.ts";

/**
 * Shifts from the time clock: one row each. A shift that was not closed is set aside; if the file
 * does not record overtime, it is what exceeds 40 hours of an employee's week.
 */
export const labour: Kind<LabourField, LabourFormat> = {
  name: "labour",
  formats: [toastTimeEntries, homebaseTimesheets, genericShifts],
  numbers: [
    "hours",
    "regular_hours",
    "overtime_hours",
    "wage",
    "regular_pay",
    "overtime_pay",
    "pay",
  ],
  dates: ["in", "out"],
  times: ["in_time", "out_time"],
  located: true,
  money: true,
  whole: false,
  touches: [{ table: "time_entries" }],
  example: {
    employee: "Ada Lovelace",
    job: "Cook",
    location: "",
    in: "2026-11-27 16:00",
    out: "2026-11-27 23:30",
    wage: "18.50",
  },
  books: ({ writer }) => labourBooks(writer),
  begin(taking) {
    return takerOf(taking);
  },
};

/** Shifts, minutes and pay of all locations. */
async function labourBooks(reader: Reader): Promise<Books> {
  const { shifts, regular, overtime, regular_pay, overtime_pay } = booksOf(
    await reader.selectFrom("time_entries").select(({ fn }) => [
      fn.countAll().as("shifts"),
      fn.sum("regular_minutes").as("regular"),
      fn.sum("overtime_minutes").as("overtime"),
      fn.sum("regular_pay").as("regular_pay"),
      fn.sum("overtime_pay").as("overtime_pay"),
    ]).executeTakeFirst(),
  );
  return {
    shifts: shifts ?? 0,
    minutes: (regular ?? 0) + (overtime ?? 0),
    pay: (regular_pay ?? 0) + (overtime_pay ?? 0),
  };
}

/** Pay that no row says: the summary's money and the stored pay differ by it. */
function overtimeNote(more: Minor, currency: string): string {
  return `Overtime is what goes past 40 hours of a week: pay is ${
    toMajor(more, currency)
  } ${currency} more than the rows say by themselves.`;
}

function takerOf(taking: Taking<LabourFormat>): Taker<LabourField> {
  const { writer, plan, at, importId, format, keeper } = taking;
  if (!plan.timesKnown) {
    throw new RestaurantError("INVALID_INPUT", "The file has no clock-in and clock-out times.", {
      hint: "Map the columns with the times: --map in=…,in_time=…,out=…,out_time=….",
    });
  }
  const momentOf = momentReader(plan);
  const splitsOvertime = taking.has("overtime_hours");
  const weeks = new Map<string, WorkedWeek>();
  const touched = new Set<string>();
  const notes: string[] = [];

  async function takeRow(record: ImportRecord<LabourField>): Promise<Outcome> {
    const { line } = record;
    const skipped = format.notAShift?.((field) => record.cell(field));
    if (skipped !== undefined) return { line, skipped, amount: 0 };
    const place = placeNamed(plan.places, record.cell("location"));
    const shift = { ...readShift(record, place, plan, momentOf), import_id: importId };
    await ensurePlace(taking, place);
    const { effect, before } = await writeShift(writer, shift, splitsOvertime);
    const amount = payOf(shift) ?? 0;
    if (effect !== "unchanged") {
      keeper.add({
        minutes: minutesOf(shift) - (before === undefined ? 0 : minutesOf(before)),
        pay: amount - (before === undefined ? 0 : payOf(before) ?? 0),
      });
      touched.add(place.id);
      const week = weekOf(shift);
      weeks.set(JSON.stringify(week), week);
    }
    const parts = [{ as: "shifts", amount }];
    return { line, effect, parts, place, date: shift.business_date, amount };
  }

  return {
    gained: ({ added }) => ({ shifts: added }),
    notes: () => notes,
    async take(records) {
      const outcomes: Outcome[] = [];
      for (const record of records) {
        try {
          outcomes.push(await takeRow(record));
        } catch (problem) {
          if (!(problem instanceof RowProblem)) throw problem;
          outcomes.push({ line: record.line, problem });
        }
      }
      return outcomes;
    },
    async finish() {
      const more = splitsOvertime ? 0 : await splitOvertime(writer, [...weeks.values()]);
      keeper.add({ pay: more });
      if (more !== 0) notes.push(overtimeNote(more, plan.rules.currency));
      await noteLabourChanged(writer, touched, at);
    },
  };
}
