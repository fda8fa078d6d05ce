/**
 * What a value is. It decides how the value is written, aligned, and typed in a spreadsheet:
 * - `text`
 * - `date`: a business date as `YYYY-MM-DD`
 * - `count`: an integer
 * - `quantity`: a decimal number in its unit, at most three decimals
 * - `money`: an integer in the smallest unit of the currency
 * - `percent`: 12.5 is 12.5 %
 * - `change`: a percentage by which something changed; shown with its sign
 */
export type ValueKind = "text" | "date" | "count" | "quantity" | "money" | "percent" | "change";

/** A number with a unit of its own, for rows that differ in unit or currency. */
export interface Amount {
  readonly amount: number;
  /** A currency code for money, a unit such as `kg` for a quantity. */
  readonly unit: string;
}

/** One value; null is "not recorded", never zero. */
export type Value = string | number | Amount | null;

/** The kind of a value and, unless each value brings its own, the unit. */
export interface ValueType {
  readonly kind: ValueKind;
  /** A currency code for money, a unit such as `kg` for a quantity. */
  readonly unit?: string;
  /** How many decimals every quantity has; if absent, as many as say something. */
  readonly decimals?: number;
}

/** A column of a table. */
export interface Column extends ValueType {
  /** The stable name in JSON and CSV: snake_case. */
  readonly key: string;
  /** Its heading. */
  readonly label: string;
  /** Whether the values add up to the table's total, so that a spreadsheet may sum them. */
  readonly isSummed?: boolean;
}

/** A single figure, with its value in the period compared. */
export interface Figure extends ValueType {
  readonly key: string;
  readonly label: string;
  readonly value: Value;
  readonly previous?: Value;
  /** In percent of `previous`; null if that was zero or not recorded. */
  readonly change?: number | null;
  /** Whether only a part of `value` is compared: then it is not what `previous` rose or fell to. */
  readonly isPartlyCompared?: boolean;
}

/** A paragraph. */
export interface TextBlock {
  readonly type: "text";
  readonly text: string;
}

/** Points that belong together: alerts, quotes, suggestions. */
export interface ListBlock {
  readonly type: "list";
  readonly items: readonly string[];
}

/** A row of figures; on paper, cards. */
export interface FiguresBlock {
  readonly type: "figures";
  readonly figures: readonly Figure[];
}

/** A table; each row has one value for each column. */
export interface TableBlock {
  readonly type: "table";
  /** snake_case and unique in the report: its name in JSON, CSV and spreadsheets. */
  readonly key: string;
  readonly title?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** The last row, computed with the rows. */
  readonly total?: readonly Value[];
  /** What was left out, or what readers must know. */
  readonly footnote?: string;
}

/** A named row of numbers, one for each label of its chart. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A chart: `line` over time, `columns` over few ordered labels, `bars` for named things. */
export interface ChartBlock {
  readonly type: "chart";
  readonly key: string;
  readonly title: string;
  readonly form: "line" | "columns" | "bars";
  /** The type of the labels: `date` for business dates, else `text`. */
  readonly labelKind: "date" | "text";
  readonly labels: readonly string[];
  /** The kind of all values. */
  readonly value: ValueType;
  /** The largest value that there can be, such as 5 of a rating: a small integer. */
  readonly most?: number;
  readonly series: readonly Series[];
}

/** The parts of a section. */
export type Block = TextBlock | ListBlock | FiguresBlock | TableBlock | ChartBlock;

/** A part of a report; in a spreadsheet, a sheet. */
export interface Section {
  /** Absent in an answer that has one part only. */
  readonly title?: string;
  readonly blocks: readonly Block[];
}

/** The definition of a figure. */
export interface Definition {
  readonly term: string;
  readonly text: string;
}

/** An answer made of figures, ready for every renderer. It is plain data: it can be cloned. */
export interface Report {
  readonly title: string;
  /** Business dates, both included. */
  readonly period?: { readonly date: string; readonly end_date: string };
  /** Whose figures: a location's name, or `all locations`. */
  readonly scope?: string;
  readonly sections: readonly Section[];
  /**
   * What readers must know before they trust a figure: unfinished days, missing data, estimates.
   */
  readonly notes: readonly string[];
  readonly basis: readonly Definition[];
  /** The time of the figures, as ISO 8601 text. */
  readonly as_of?: string;
  /** The IANA time zone of its readers, if they share one. */
  readonly time_zone?: string;
}
