import type { Reader } from "../../storage/database.ts";
import { keeping, keptWhile } from "../../storage/kept.ts";
import { type DayNumber, dayNumber } from "../../values/day_number.ts";
import { readCalendar } from "../locations/calendar.ts";
import { type OpeningHours, readAllOpeningHours } from "../locations/opening_hours.ts";
import { type DataEnds, readDataEnds } from "./data_ends.ts";
import { daysOf } from "./like_for_like.ts";

/** Which days should have sales, and what their imports recorded. It rarely changes. */
export interface SalesBackground {
  /** By location; one that always takes orders is not in it. */
  readonly hours: ReadonlyMap<string, readonly OpeningHours[]>;
  /** The days that the calendar calls closed, by location. */
  readonly closed: ReadonlyMap<string, ReadonlySet<DayNumber>>;
  /** By location, those that end first come first. */
  readonly imports: ReadonlyMap<string, readonly ImportedDays[]>;
}

/** The days that an import brought of a location. */
export interface ImportedDays {
  readonly first: DayNumber;
  readonly last: DayNumber;
  /** UTC instant. */
  readonly imported_at: string;
  /** Figures that its file has no column for. */
  readonly notRecorded: readonly string[];
}

/** The present background, and where the data of each location that has any begins and ends. */
export async function readBackground(
  reader: Reader,
  locationIds: readonly string[],
): Promise<{ background: SalesBackground; ends: ReadonlyMap<string, DataEnds> }> {
  const { mark, ends } = await readDataEnds(reader, locationIds);
  const kept = { name: "sales background", mark };
  const background = await keptWhile(keeping(reader), kept, () => readAll(reader));
  return { background, ends };
}

async function readAll(reader: Reader): Promise<SalesBackground> {
  const ids = (await reader.selectFrom("locations").select("id").execute()).map(({ id }) => id);
  const closed = (await readCalendar(reader, ids)).filter(({ kind }) => kind === "closed");
  return {
    hours: await readAllOpeningHours(reader),
    closed: new Map(
      Array.from(
        Map.groupBy(closed, ({ location_id }) => location_id),
        ([id, entries]) => [id, new Set(entries.flatMap(daysOf))],
      ),
    ),
    imports: await readImports(reader),
  };
}

async function readImports(reader: Reader): Promise<SalesBackground["imports"]> {
  const rows = await reader.selectFrom("import_coverage")
    // Under another name: the audit takes a location_id for one that the call is about.
    .select(["location_id as id", "date", "end_date", "imported_at", "not_recorded"])
    .orderBy("location_id").orderBy("end_date").orderBy("imported_at").execute();
  const byLocation = new Map<string, ImportedDays[]>();
  for (const { id, date, end_date, imported_at, not_recorded } of rows) {
    byLocation.getOrInsertComputed(id, () => []).push({
      first: dayNumber(date),
      last: dayNumber(end_date),
      imported_at,
      notRecorded: not_recorded.split(" "),
    });
  }
  return byLocation;
}
