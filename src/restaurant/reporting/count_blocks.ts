import type { TableBlock, Value } from "../../report/model.ts";
import type { Reader } from "../../storage/database.ts";
import { counted } from "../../values/counted.ts";
import type { InventoryLine } from "../inventory/read_inventory.ts";
import { namesText, type ReportRequest } from "./request.ts";
import { readLastCounts, shelfOf } from "../inventory/last_counts.ts";

/** Days after which a count is old. */
const OLD_COUNT_DAYS = 30;

/** Whether anything is known of a stock: there is no figure before its first count or delivery. */
export function isCounted({ on_hand }: InventoryLine): boolean {
  return on_hand !== null;
}

/** What was never counted, location by location: a row for each would hide the rest. */
export function neverCounted(
  lines: readonly InventoryLine[],
  names: ReadonlyMap<string, string>,
): TableBlock[] {
  const never = Map.groupBy(
    lines.filter((line) => !isCounted(line)),
    ({ location_id }) => location_id,
  );
  if (never.size === 0) return [];
  return [{
    type: "table",
    key: "never_counted",
    title: "Never counted",
    columns: [
      { key: "location", label: "Location", kind: "text" },
      { key: "ingredients", label: "Ingredients", kind: "count", isSummed: true },
      { key: "names", label: "Which", kind: "text" },
    ],
    rows: [...never].map(([id, some]): Value[] => [
      names.get(id) ?? id,
      some.length,
      namesText(some.map(({ ingredient }) => ingredient.name)),
    ]),
    total: ["Total", never.values().reduce((sum, { length }) => sum + length, 0), null],
  }];
}

/** What was counted, but not for a month, with the date of its last count. */
export async function readStaleCounts(
  reader: Reader,
  { locations, period }: ReportRequest,
  lines: readonly InventoryLine[],
): Promise<Map<InventoryLine, string | null>> {
  const counts = await readLastCounts(reader, locations.map(({ id }) => id), period.end_date);
  const last = new Map(
    counts.map((count) => [shelfOf(count), count.business_date]),
  );
  const oldest = Temporal.PlainDate.from(period.end_date)
    .subtract({ days: OLD_COUNT_DAYS }).toString();
  const counted = lines.filter(isCounted).map((line) =>
    [line, last.get(shelfOf(line)) ?? null] as const
  );
  return new Map(counted.filter(([, date]) => date === null || date < oldest));
}

/** The same as a table. */
export function staleCounts(
  stale: ReadonlyMap<InventoryLine, string | null>,
  names: ReadonlyMap<string, string>,
): TableBlock {
  return {
    type: "table",
    key: "counts_due",
    title: `Ingredients not counted in the ${OLD_COUNT_DAYS} days up to the end of the period`,
    columns: [
      { key: "ingredient", label: "Ingredient", kind: "text" },
      { key: "location", label: "Location", kind: "text" },
      { key: "counted", label: "Last count", kind: "date" },
    ],
    rows: Array.from(stale, ([line, counted]) => [
      line.ingredient.name,
      names.get(line.location_id) ?? line.location_id,
      counted,
    ]),
  };
}

/** How far counts can be trusted, in words. */
export function stockNotes(
  lines: readonly InventoryLine[],
  stale: ReadonlyMap<InventoryLine, unknown>,
): string[] {
  const below = ingredientsOf(lines.filter(({ on_hand }) => on_hand !== null && on_hand < 0));
  const due = ingredientsOf(lines.filter((line) => !isCounted(line) || stale.has(line)));
  return [
    ...(below > 0
      ? [`Below zero: ${counted(below, "ingredient")}; more was used than written down.`]
      : []),
    ...(due > 0
      ? [
        `Without a count in the last ${OLD_COUNT_DAYS} days: ${due} of ${
          counted(ingredientsOf(lines), "ingredient")
        }.`,
      ]
      : []),
  ];
}

/** How many ingredients, each once however many locations have it. */
function ingredientsOf(lines: readonly InventoryLine[]): number {
  return new Set(lines.map(({ ingredient_id }) => ingredient_id)).size;
}
