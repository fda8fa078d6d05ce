import {
  noteLabourChanged,
  splitOvertime,
  weekOf,
  type WorkedWeek,
  writeShift,
} from "../../restaurant/labour/write_shifts.ts";
import { RestaurantError } from "../../values/errors.ts";
import { momentReader } from "../cells/moments.ts";
import { RowProblem } from "../cells/row_problem.ts";
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
  begin(taking) {
    return takerOf(taking);
  },
};

function takerOf(taking: Taking<LabourFormat>): Taker<LabourField> {
  const { writer, plan, at, importId, format } = taking;
  if (!plan.timesKnown) {
    throw new RestaurantError("INVALID_INPUT", "The file has no clock-in and clock-out times.", {
      hint: "Map the columns with the times: --map in=…,in_time=…,out=…,out_time=….",
    });
  }
  const momentOf = momentReader(plan);
  const splitsOvertime = taking.has("overtime_hours");
  const weeks = new Map<string, WorkedWeek>();
  const touched = new Set<string>();

  async function takeRow(record: ImportRecord<LabourField>): Promise<Outcome> {
    const { line } = record;
    const skipped = format.notAShift?.((field) => record.cell(field));
    if (skipped !== undefined) return { line, skipped, amount: 0 };
    const place = placeNamed(plan.places, record.cell("location"));
    const shift = { ...readShift(record, place, plan, momentOf), import_id: importId };
    await ensurePlace(taking, place);
    const effect = await writeShift(writer, shift, splitsOvertime);
    if (effect !== "unchanged") {
      touched.add(place.id);
      const week = weekOf(shift);
      weeks.set(JSON.stringify(week), week);
    }
    const amount = (shift.regular_pay ?? 0) + (shift.overtime_pay ?? 0);
    const parts = [{ as: "shifts", amount }];
    return { line, effect, parts, place, date: shift.business_date, amount };
  }

  return {
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
      if (!splitsOvertime) await splitOvertime(writer, [...weeks.values()]);
      await noteLabourChanged(writer, touched, at);
    },
  };
}
