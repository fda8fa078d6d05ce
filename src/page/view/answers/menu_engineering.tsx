import type { Part } from "../session/part.ts";
import { scatter } from "../../../report/chart/scatter.ts";
import type { AnalyticsAnswer } from "../../../restaurant/analytics/answer/analytics_answer.ts";
import { Drawing } from "../parts/drawing.tsx";
import { Term } from "../parts/figure.tsx";
import { useSession } from "../session/session.ts";
import { PlainTable } from "./plain_table.tsx";

type Section = AnalyticsAnswer["sections"][number];

const CLASSES = ["star", "plowhorse", "puzzle", "dog"] as const;
const HEIGHT = 340;

/** Dishes by how many were sold and what each leaves, in their four classes. */
export function MenuEngineering({ section, currency }: {
  readonly section: Section;
  readonly currency: string;
}): Part {
  const { words, format } = useSession();
  const table = section.tables.find(({ columns }) => columns.includes("margin each"));
  if (table === undefined) return null;
  const at = (name: string) => table.columns.indexOf(name);
  const points = table.rows.flatMap((row) => {
    const [name, kind, x, y] = ["item", "class", "units", "margin each"].map((key) => row[at(key)]);
    const group = CLASSES.findIndex((one) => one === kind);
    if (typeof x !== "number" || typeof y !== "number" || group < 0) return [];
    return [{ name: String(name), x, y, group }];
  });
  return (
    <>
      <ul class="legend">
        {CLASSES.map((name, at) => (
          <li>
            <span class={`dot f-series${at + 1}`} aria-hidden="true" />
            <Term text={words[name]} means={words.engineeringIs} />{" "}
            {format.number(section.figures[`${name}s`] ?? null)}
          </li>
        ))}
      </ul>
      <Drawing
        label={words.engineering}
        height={HEIGHT}
        draw={(canvas) =>
          scatter({
            points,
            x: { label: words.unitsSold, value: { kind: "quantity" } },
            y: { label: `${words.marginEach} (${currency})`, value: { kind: "quantity" } },
          }, { ...canvas, numberLabel: (number) => format.number(number) })}
      />
      <PlainTable table={table} />
    </>
  );
}
