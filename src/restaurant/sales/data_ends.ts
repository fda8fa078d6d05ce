import { CATALOG_COUNTER } from "../../storage/catalog_mark.ts";
import type { Reader } from "../../storage/database.ts";
import { keptUntilCommit } from "../../storage/kept.ts";
import { prepared } from "../../storage/prepared.ts";
import type { DateText } from "../../values/business_day.ts";
import { dateOfDay, type DayNumber, dayNumber } from "../../values/day_number.ts";

/** The first and the last business date of a location with any sale, refund or void. */
export interface DataEnds {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** Where the data of each location that has any begins and ends, and the mark of the catalog. */
export async function readDataEnds(
  reader: Reader,
  locationIds: readonly string[],
): Promise<EndsAndMark> {
  return await keptUntilCommit(
    reader,
    `data ends of ${locationIds.join()}`,
    () => readPresentEnds(reader, locationIds),
  );
}

interface EndsAndMark {
  readonly mark: string;
  readonly ends: ReadonlyMap<string, DataEnds>;
}

async function readPresentEnds(
  reader: Reader,
  locationIds: readonly string[],
): Promise<EndsAndMark> {
  const rows = await endsAndMark(reader, { locationIds });
  const ends = rows.flatMap(({ id, first, last }) =>
    first === null || last === null
      ? []
      : [[id, { first: dayNumber(first), last: dayNumber(last) }] as const]
  );
  return { mark: String(rows[0]?.mark ?? ""), ends: new Map(ends) };
}

/** The first and the last date of all of them together; null if none has data. */
export async function readDataRange(
  reader: Reader,
  locationIds: readonly string[],
): Promise<{ first: DateText; last: DateText } | null> {
  const ends = [...(await readDataEnds(reader, locationIds)).ends.values()];
  if (ends.length === 0) return null;
  return {
    first: dateOfDay(Math.min(...ends.map(({ first }) => first))),
    last: dateOfDay(Math.max(...ends.map(({ last }) => last))),
  };
}

/** One query: two steps into an index for each location, however long its history, and the mark. */
const endsAndMark = prepared((reader, { locationIds }: LocationIds) =>
  reader.selectFrom("locations").where("id", "in", locationIds).select((eb) => {
    const days = eb.selectFrom("sales_rollups").select("business_date")
      .whereRef("location_id", "=", "locations.id").where("dimension", "=", "day").limit(1);
    return [
      "id",
      days.orderBy("business_date").as("first"),
      days.orderBy("business_date", "desc").as("last"),
      eb.selectFrom("counters").select("value").where("name", "=", CATALOG_COUNTER).as("mark"),
    ];
  })
);

type LocationIds = { readonly locationIds: readonly string[] };
