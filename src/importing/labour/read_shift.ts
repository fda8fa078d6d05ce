import type { NewShift } from "../../restaurant/labour/write_shifts.ts";
import { digestOf } from "../../values/digest.ts";
import type { Minor } from "../../values/money.ts";
import { notNegative, readPrice } from "../catalog/amounts.ts";
import { toUnits } from "../cells/decimals.ts";
import type { MomentReader } from "../cells/moments.ts";
import { readNumber } from "../cells/numbers.ts";
import { storableText } from "../cells/private_text.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { zoneOfLabel } from "../cells/time_zone_labels.ts";
import type { ImportRecord } from "../kind/kind.ts";
import type { Place } from "../kind/places.ts";
import type { Plan } from "../kind/taking.ts";
import type { LabourField } from "./format.ts";

/** Longer than anyone works at a stretch: a clock that was not stopped. */
const LONGEST_MINUTES = 24 * 60;

type Cell = (field: LabourField) => string;

/**
 * A shift of a row.
 *
 * @throws {RowProblem} for one that was not closed, that ends before it begins, or that cannot be read.
 */
export function readShift(
  { cell }: ImportRecord<LabourField>,
  place: Place,
  { rules }: Pick<Plan, "rules">,
  momentOf: MomentReader,
): Omit<NewShift, "import_id"> {
  if (cell("out") === "" && cell("out_time") === "") {
    throw new RowProblem("out", "is empty: the shift was not closed");
  }
  const zone = zoneOfLabel(cell("time_zone"));
  const start = momentOf({ date: cell("in"), time: cell("in_time") }, place, zone);
  const end = momentOf({ date: cell("out") || cell("in"), time: cell("out_time") }, place, zone);
  const ended_at = end.at <= start.at && cell("out") === "" ? nextDay(end.at) : end.at;
  const worked = minutesBetween(start.at, ended_at);
  if (worked <= 0) throw new RowProblem("out", "is not after the time of clocking in");
  if (worked > LONGEST_MINUTES) {
    throw new RowProblem(
      "out",
      "is more than 24 hours after clocking in: it was not closed in time",
    );
  }
  const employee = employeeOf(cell);
  return {
    location_id: place.id,
    source_key: storableText(cell("id")) || digestOf([employee, start.at]).slice(0, 32),
    employee,
    job: storableText(cell("job")),
    business_date: start.business_date,
    started_at: start.at,
    ended_at,
    ...paidTime(cell, rules, worked),
  };
}

function nextDay(at: string): string {
  return Temporal.Instant.from(at).add({ hours: 24 }).toString();
}

function minutesBetween(start: string, end: string): number {
  return Math.round(Temporal.Instant.from(start).until(end).total("minutes"));
}

function employeeOf(cell: Cell): string {
  const name = cell("employee") || [cell("first_name"), cell("last_name")].join(" ");
  const text = storableText(name.trim());
  if (text === "") throw new RowProblem("employee", "is empty");
  return text;
}

type Rules = Plan["rules"];

/** Minutes and pay: from the file if it has them, else from the clock and the wage. */
function paidTime(
  cell: Cell,
  rules: Rules,
  worked: number,
): Pick<NewShift, "regular_minutes" | "overtime_minutes" | "regular_pay" | "overtime_pay"> {
  const overtime_minutes = minutesOf(cell, "overtime_hours", rules) ?? 0;
  const regular_minutes = minutesOf(cell, "regular_hours", rules) ??
    Math.max(paidMinutes(cell, rules, worked) - overtime_minutes, 0);
  if (regular_minutes + overtime_minutes > LONGEST_MINUTES) {
    throw new RowProblem("hours", "is more than 24 hours");
  }
  const overtime = priceOf(cell, "overtime_pay", rules);
  const regular = priceOf(cell, "regular_pay", rules);
  if (regular !== null || overtime !== null) {
    return {
      ...{ regular_minutes, overtime_minutes },
      regular_pay: regular ?? 0,
      overtime_pay: overtime ?? 0,
    };
  }
  const pay = priceOf(cell, "pay", rules);
  if (pay !== null) return { regular_minutes, overtime_minutes, regular_pay: pay, overtime_pay: 0 };
  const wage = priceOf(cell, "wage", rules);
  return {
    ...{ regular_minutes, overtime_minutes },
    regular_pay: wage === null ? null : Math.round(wage * regular_minutes / 60),
    overtime_pay: wage === null ? null : Math.round(wage * overtime_minutes / 40),
  };
}

/** Paid minutes of a shift: the file's hours, else those on the clock less the unpaid break. */
function paidMinutes(cell: Cell, rules: Rules, worked: number): number {
  return minutesOf(cell, "hours", rules) ??
    worked - (minutesOf(cell, "unpaid_break_hours", rules) ?? 0);
}

/** Hours as minutes; null for an empty cell. */
function minutesOf(cell: Cell, field: LabourField, rules: Rules): number | null {
  const text = cell(field);
  if (text === "") return null;
  const [, hours, minutes] = /^(\d{1,3}):(\d{2})(?::\d{2})?$/.exec(text) ?? [];
  if (hours !== undefined) return Number(hours) * 60 + Number(minutes);
  const number = notNegative(field, readNumber(field, text, rules));
  return Math.round(toUnits(number, 4) * 60 / 10_000);
}

function priceOf(cell: Cell, field: LabourField, rules: Rules): Minor | null {
  return cell(field) === "" ? null : readPrice(field, cell(field), rules);
}
