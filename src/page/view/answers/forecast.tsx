import type { Part } from "../session/part.ts";
import { drawChart } from "../../../report/chart/draw_chart.ts";
import type { ForecastAnswer } from "../../../restaurant/forecast/forecast_answer.ts";
import { Drawing } from "../parts/drawing.tsx";
import { Figure } from "../parts/figure.tsx";
import { Details } from "../parts/panel.tsx";
import { numbers, Table } from "../parts/table.tsx";
import { useSession } from "../session/session.ts";
import { filled } from "../words/words.ts";
import { PlainTable } from "./plain_table.tsx";

const HEIGHT = 200;

/** Expected orders and net sales of the coming days, with their intervals. */
export function Forecast({ answer }: { readonly answer: ForecastAnswer }): Part {
  const { words, format } = useSession();
  const { days, total, currency, tables, notes } = answer;
  const between = (low: number | null, high: number | null, text: (value: number) => string) =>
    low === null || high === null
      ? words.none
      : filled(words.between, { low: text(low), high: text(high) });
  const money = (value: number) => format.money(value, currency);
  const chart = {
    type: "chart",
    key: "net",
    title: words.net,
    form: "columns",
    labelKind: "date",
    labels: days.map(({ date }) => date),
    value: { kind: "quantity" },
    series: [{ name: words.net, values: days.map(({ net }) => net) }],
  } as const;
  return (
    <>
      <dl class="figures mains">
        <Figure
          isMain
          name={words.net}
          means={words.forecastIs}
          value={money(total.net.expected)}
          note={between(total.net.low, total.net.high, money)}
        />
        <Figure
          name={words.orders}
          means={words.forecastIs}
          value={format.number(total.orders.expected)}
          note={between(total.orders.low, total.orders.high, format.number)}
        />
      </dl>
      <Drawing
        label={words.net}
        height={HEIGHT}
        number={(number) => format.shortMoney(number, currency)}
        draw={(canvas) => drawChart(chart, canvas).shapes}
      />
      <Table
        caption={words.forecast}
        columns={[
          { label: words.day },
          numbers(words.orders, words.ordersIs),
          numbers("80 %", words.forecastIs),
          numbers(words.net, words.netIs),
          numbers("80 %", words.forecastIs),
          { label: words.notes },
        ]}
        rows={days.map((day) => [
          format.date(day.date),
          format.number(day.orders),
          between(day.orders_low, day.orders_high, format.number),
          money(day.net),
          between(day.net_low, day.net_high, money),
          day.note ?? "",
        ])}
      />
      {tables.map((table) => <PlainTable key={table.title} table={table} />)}
      <Details title={words.notes} texts={notes} />
    </>
  );
}
