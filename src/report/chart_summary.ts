import type { ChartBlock, Series } from "./model.ts";
import { valueWithUnit } from "./value_text.ts";

/** A chart in words, for those who do not see it: where each series is lowest and highest. */
export function chartSummary(chart: ChartBlock): string {
  const parts = chart.series.map((series) => {
    const range = rangeText(chart, series);
    return chart.series.length === 1 ? range : `${series.name} ${range}`;
  });
  return `${chart.title}: ${parts.length === 0 ? "no data" : parts.join("; ")}.`;
}

function rangeText({ labels, value }: ChartBlock, { values }: Series): string {
  const points = values.flatMap((number, at) =>
    number === null ? [] : [{ number, label: labels[at] ?? "" }]
  );
  const [first] = points;
  if (first === undefined) return "no data";
  const text = ({ number, label }: typeof first) => `${valueWithUnit(number, value)} (${label})`;
  const lowest = points.reduce((least, point) => point.number < least.number ? point : least);
  const highest = points.reduce((most, point) => point.number > most.number ? point : most);
  return lowest.number === highest.number
    ? `${valueWithUnit(first.number, value)} throughout`
    : `lowest ${text(lowest)}, highest ${text(highest)}`;
}
