import { addCalendarEntries, type CalendarEntry } from "../../restaurant/locations/calendar.ts";
import { readDate } from "../cells/dates.ts";
import { RowProblem, unknownText } from "../cells/row_problem.ts";
import { requiredText } from "../catalog/names.ts";
import { booksOf } from "../kind/books.ts";
import { ensurePlace } from "../kind/ensure_place.ts";
import type { ImportRecord, Kind } from "../kind/kind.ts";
import { type Effect, takeEach } from "../kind/outcome.ts";
import { placeNamed } from "../kind/places.ts";
import type { Taking } from "../kind/taking.ts";

/** Days that are not like others: closings and events, one row for each. */
export const calendar: Kind = {
  name: "calendar",
  numbers: [],
  dates: ["date", "end_date"],
  located: true,
  money: false,
  whole: true,
  touches: [{ table: "calendar_entries" }],
  excludes: ["unit_price", "line_total", "quantity"],
  formats: [{
    name: "generic",
    title: "Calendar",
    columns: {
      date: ["date", "start_date", "from"],
      end_date: ["end_date", "to", "until"],
      what: ["what", "kind", "type"],
      name: ["name", "title", "event"],
      location: ["location"],
    },
    required: [["date"], ["what"], ["name"]],
  }],
  example: {
    date: "2026-12-24",
    end_date: "2026-12-26",
    what: "closed",
    name: "Christmas",
    location: "",
  },
  async books({ writer }) {
    const entries = writer.selectFrom("calendar_entries");
    return booksOf(
      await entries.select(({ fn }) => fn.countAll().as("entries")).executeTakeFirst(),
    );
  },
  begin(taking) {
    return {
      take: (records) => takeEach(records, (record) => takeEntry(taking, record)),
      gained: ({ added }) => ({ entries: added }),
    };
  },
};

async function takeEntry(taking: Taking, record: ImportRecord): Promise<Effect> {
  const { plan, writer, at } = taking;
  const place = placeNamed(plan.places, record.cell("location"));
  const date = dateIn(record, "date", plan.dateOrder);
  const end_date = record.cell("end_date") === ""
    ? date
    : dateIn(record, "end_date", plan.dateOrder);
  if (end_date < date) throw new RowProblem("end_date", "is before the date");
  const name = requiredText(record, "name").slice(0, 80);
  await ensurePlace(taking, place);
  const entry = { location_id: place.id, date, end_date, kind: kindOf(record), name };
  return await addCalendarEntries(writer, [entry], at) > 0 ? "added" : "unchanged";
}

function dateIn(
  { cell }: ImportRecord,
  field: "date" | "end_date",
  order: Taking["plan"]["dateOrder"],
): string {
  const date = readDate(cell(field), order);
  if (date === undefined) throw new RowProblem(field, "is not a date");
  const { year, month, day } = date;
  return Temporal.PlainDate.from({ year, month, day }).toString();
}

function kindOf({ cell }: ImportRecord): CalendarEntry["kind"] {
  const text = cell("what").toLowerCase();
  if (/^clos/.test(text)) return "closed";
  if (/^event/.test(text)) return "event";
  throw unknownText("what", cell("what"));
}
