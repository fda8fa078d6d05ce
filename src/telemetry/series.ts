/** Names of labels with their values, which are the program's own words. */
export type Labels = Readonly<Record<string, string>>;

/** Numbers under one name, told apart by labels, as Prometheus reads them. */
export interface Series {
  /** The lines of the text format 0.0.4: help, type, then one line a number. */
  lines(): string[];
}

/** What a series is called and what it means. */
export interface SeriesName {
  readonly name: string;
  readonly help: string;
}

/** Numbers that are set. Without labels there is one, 0 until it is set. */
export interface Gauge extends Series {
  set(value: number, labels?: Labels): void;
}

/** Numbers that only grow. */
export interface Counter extends Series {
  add(labels: Labels): void;
}

/** How many of what was observed lie at or below each of some bounds. */
export interface Histogram extends Series {
  observe(value: number, labels: Labels): void;
}

/** Starts numbers that are set. */
export function gauge(named: SeriesName, isOne: boolean): Gauge {
  const values = new Map<string, number>(isOne ? [["", 0]] : []);
  return {
    set: (value, labels = {}) => void values.set(labelText(labels), value),
    lines: () => linesOf(named, "gauge", values),
  };
}

/** Starts numbers that count. */
export function counter(named: SeriesName): Counter {
  const values = new Map<string, number>();
  return {
    add(labels) {
      const key = labelText(labels);
      values.set(key, (values.get(key) ?? 0) + 1);
    },
    lines: () => linesOf(named, "counter", values),
  };
}

/** Starts counting by size. @param bounds Ascending. */
export function histogram(named: SeriesName, bounds: readonly number[]): Histogram {
  const byLabels = new Map<string, { readonly counts: number[]; sum: number; count: number }>();
  return {
    observe(value, labels) {
      const kept = byLabels.getOrInsertComputed(
        labelText(labels),
        () => ({ counts: bounds.map(() => 0), sum: 0, count: 0 }),
      );
      const place = bounds.findIndex((bound) => value <= bound);
      if (place >= 0) kept.counts[place] = (kept.counts[place] ?? 0) + 1;
      kept.sum += value;
      kept.count += 1;
    },
    lines() {
      const { name } = named;
      const lines = head(named, "histogram");
      for (const [labels, { counts, sum, count }] of byLabels) {
        const bucket = (bound: string) => `${name}_bucket{le="${bound}"${labels && `,${labels}`}}`;
        let below = 0;
        counts.forEach((one, at) => lines.push(`${bucket(String(bounds[at]))} ${below += one}`));
        lines.push(
          `${bucket("+Inf")} ${count}`,
          `${name}_sum${inBraces(labels)} ${sum}`,
          `${name}_count${inBraces(labels)} ${count}`,
        );
      }
      return lines;
    },
  };
}

function linesOf(named: SeriesName, type: string, values: ReadonlyMap<string, number>): string[] {
  const lines = [...values].map(([labels, value]) => `${named.name}${inBraces(labels)} ${value}`);
  return [...head(named, type), ...lines];
}

function head({ name, help }: SeriesName, type: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function labelText(labels: Labels): string {
  let text = "";
  for (const name in labels) text += `${text && ","}${name}="${labels[name]}"`;
  return text;
}

function inBraces(labels: string): string {
  return labels && `{${labels}}`;
}
