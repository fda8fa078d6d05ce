import type { Part } from "../session/part.ts";
import { heatMap } from "../../../report/chart/heat_map.ts";
import type { AnalyticsAnswer } from "../../../restaurant/analytics/answer/analytics_answer.ts";
import { Drawing } from "../parts/drawing.tsx";
import { useSession } from "../session/session.ts";
import { PlainTable } from "./plain_table.tsx";

type Section = AnalyticsAnswer["sections"][number];

const ROW = 30;
const LABELS = 24;

/** Orders by weekday and hour, the stronger the busier. */
export function Rush({ section }: { readonly section: Section }): Part {
  const { words, format } = useSession();
  const table = section.tables.find(({ columns }) => columns.includes("Mon"));
  if (table === undefined) return null;
  const days = table.columns.slice(1);
  const values = days.map((_, day) =>
    table.rows.map((row) => {
      const number = row[day + 1];
      return typeof number === "number" ? number : null;
    })
  );
  return (
    <>
      <Drawing
        label={words.rush}
        height={days.length * ROW + LABELS}
        draw={(canvas) =>
          heatMap({
            columns: table.rows.map(([hour]) => format.hour(String(hour))),
            rows: days.map((_, day) => format.weekdayOf(day + 1)),
            values,
          }, canvas)}
      />
      <PlainTable table={table} />
    </>
  );
}
