import type { Reader, Writer } from "../../storage/database.ts";
import { FIGURE_NAMES } from "./figures.ts";

const DAILY = ["location_id", "dimension", "business_date", "key", ...FIGURE_NAMES] as const;

/** Replaces the rollups in use by the recounted ones, and sums them by month. */
export async function replaceRollups(writer: Writer): Promise<void> {
  await writer.deleteFrom("sales_rollups").execute();
  await writer.insertInto("sales_rollups").columns(DAILY)
    .expression((eb) => eb.selectFrom("sales_rollups_next").select(DAILY)).execute();
  await writer.deleteFrom("sales_rollups_next").execute();
  await addUpMonths(writer);
}

async function addUpMonths(writer: Writer): Promise<void> {
  await writer.deleteFrom("monthly_rollups").execute();
  await writer.insertInto("monthly_rollups")
    .columns(["location_id", "dimension", "month", "key", "open_days", ...FIGURE_NAMES])
    .expression(summedMonths(writer)).execute();
}

function summedMonths(reader: Reader) {
  const days = reader.selectFrom("sales_rollups").select((eb) => {
    const part = (from: number, length: number) =>
      eb.fn<string>("substr", ["business_date", eb.lit(from), eb.lit(length)]);
    const bit = eb(
      eb.lit<number>(1),
      "<<",
      eb.parens(eb(eb.cast<number>(part(9, 2), "integer"), "-", 1)),
    );
    const isOpen = eb.and([eb("dimension", "=", "day"), eb("transactions", ">", 0)]);
    return [
      ...["location_id", "dimension", "key", ...FIGURE_NAMES] as const,
      part(1, 7).as("month"),
      eb.case().when(isOpen).then(bit).else(eb.lit<number>(0)).end().as("open_day"),
    ];
  });
  return reader.selectFrom(days.as("days"))
    .select(["location_id", "dimension", "month", "key"])
    .select(({ fn }) => fn.sum<number>("open_day").as("open_days"))
    .select(({ fn }) => FIGURE_NAMES.map((name) => fn.sum<number>(name).as(name)))
    .groupBy(["location_id", "dimension", "month", "key"]);
}
