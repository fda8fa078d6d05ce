import type { Part } from "../session/part.ts";
import { drawChart } from "../../../report/chart/draw_chart.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { Drawing } from "../parts/drawing.tsx";
import { Term } from "../parts/figure.tsx";
import { Panel } from "../parts/panel.tsx";
import { numbers, Table } from "../parts/table.tsx";
import { useSession } from "../session/session.ts";
import { filled } from "../words/words.ts";
import { type ByHour, hoursOf, netByHour } from "./usual_day.ts";

const HEIGHT = 220;

/** Net sales hour by hour, beside a usual day of the same weekday. */
export function Hours({ answer, usual }: {
  readonly answer: SalesAnswer | undefined;
  readonly usual: ByHour | undefined;
}): Part {
  const { words, format } = useSession();
  const today: ByHour = answer === undefined ? new Map() : netByHour(answer);
  const start = answer?.basis.locations[0]?.business_day_start ?? "04:00";
  const hours = hoursOf([today, ...(usual === undefined ? [] : [usual])], start);
  const weekday = filled(words.usual, { weekday: format.weekday(answer?.end_date ?? "") });
  const currency = answer?.currency ?? "USD";
  const chart = {
    type: "chart",
    key: "hours",
    title: words.hours,
    form: "columns",
    labelKind: "text",
    labels: hours.map(format.hour),
    value: { kind: "quantity" },
    series: [
      { name: words.today, values: hours.map((hour) => today.get(hour) ?? 0) },
      ...(usual === undefined
        ? []
        : [{ name: weekday, values: hours.map((hour) => usual.get(hour) ?? 0) }]),
    ],
  } as const;
  return (
    <Panel
      title={words.hours}
      kind="wide"
      note={usual === undefined ? null : (
        <span class="note">
          <Term text={weekday} means={words.usualIs} />
        </span>
      )}
    >
      <Drawing
        label={words.hours}
        height={HEIGHT}
        number={(number) => format.shortMoney(number, currency)}
        draw={(canvas) => drawChart(chart, canvas).shapes}
      />
      <details>
        <summary>{words.table}</summary>
        <Table
          caption={words.hours}
          columns={[
            { label: words.hour },
            ...chart.series.map(({ name }, at) =>
              numbers(name, at === 0 ? words.netIs : words.usualIs)
            ),
          ]}
          rows={hours.map((hour, at) => [
            format.hour(hour),
            ...chart.series.map(({ values }) => format.money(values[at] ?? 0, currency)),
          ])}
        />
      </details>
    </Panel>
  );
}
