import { z } from "zod";
import { clockMinutes, timeZone } from "../values/business_day.ts";
import { RestaurantError } from "../values/errors.ts";
import { minorDigits } from "../values/money.ts";
import { parseTaxRate } from "../restaurant/locations/tax_rate.ts";
import type { DateOrder } from "./cells/dates.ts";
import type { DecimalMark } from "./cells/decimals.ts";
import { type Encoding, ENCODINGS } from "./file/text.ts";
import { plainName } from "./kind/columns.ts";
import type { Format } from "./kind/format.ts";
import type { Kind } from "./kind/kind.ts";
import { FORMAT_NAMES, kindNamed, KINDS } from "./kinds.ts";

/** Which column holds what, by the column's own name. */
export type ColumnMapping = ReadonlyMap<string, string>;

/** A user's choices for an import; what is absent is recognised or takes its default. */
export interface ImportOptions {
  /** Absent to recognise it. */
  readonly kind?: Kind;
  /** For rows that name no location. */
  readonly location?: string;
  readonly format?: string;
  readonly mapping?: ColumnMapping;
  readonly dateOrder?: DateOrder;
  /** Of new locations. */
  readonly timeZone?: string;
  /** Of new locations, in minutes after midnight. */
  readonly businessDayStart?: number;
  /** Of new locations. */
  readonly currency?: string;
  /** What separates decimals; absent to find out. */
  readonly decimalMark?: DecimalMark;
  readonly encoding?: Encoding;
  /** Of a workbook; absent to find the matching one. */
  readonly sheet?: string;
  /** Whether prices contain tax; absent for what is usual. */
  readonly pricesIncludeTax?: boolean;
  /** In millionths. */
  readonly taxRate?: number;
  /** Columns, by `plainName`, that do not matter. */
  readonly ignored?: readonly string[];
  /** Distinguish rows by their content, because their ids are unreliable. */
  readonly ignoreRowIds?: boolean;
  /** Import also if a part of the rows cannot be read. */
  readonly acceptQuarantine?: boolean;
  /** Do everything, say what happened, and take it back. */
  readonly dryRun?: boolean;
}

const schema = z.object({
  kind: z.string().optional(),
  location: z.string().trim().min(1, "give an id such as downtown").optional(),
  format: z.enum(["auto", ...FORMAT_NAMES]).optional(),
  map: z.array(z.string()).optional(),
  dateFormat: z.enum(["auto", "ymd", "dmy", "mdy"]).optional(),
  timezone: z.string().optional(),
  businessDayStart: z.string().optional(),
  currency: z.string().toUpperCase().optional(),
  decimal: z.enum(["comma", "point"]).optional(),
  encoding: z.string().toLowerCase().pipe(z.enum(ENCODINGS)).optional(),
  pricesIncludeTax: z.boolean().optional(),
  sheet: z.string().trim().min(1).optional(),
  taxRate: z.string().optional(),
  ignore: z.array(z.string()).optional(),
  ignoreRowIds: z.boolean().optional(),
  acceptQuarantine: z.boolean().optional(),
  dryRun: z.boolean().optional(),
});

/** The import's flags as the command line gives them. */
export type ImportFlags = z.input<typeof schema>;

/**
 * Checks the flags of an import before any file is opened.
 *
 * @throws {RestaurantError} INVALID_INPUT naming the flag, its value and what is valid.
 */
export function importOptions(flags: Readonly<Record<string, unknown>>): ImportOptions {
  const parsed = schema.safeParse(flags);
  if (!parsed.success) throw invalid(parsed.error.issues, flags);
  const { format, map = [], dateFormat, timezone, businessDayStart, currency } = parsed.data;
  const { location, dryRun, encoding, decimal, taxRate, ignore } = parsed.data;
  const { sheet, pricesIncludeTax, ignoreRowIds, acceptQuarantine } = parsed.data;
  const kind = parsed.data.kind === undefined ? undefined : kindNamed(parsed.data.kind, "--kind");
  refuseFormat(format, kind, map.length > 0);
  const mapping = map.length === 0 ? undefined : parseMapping(map, kind);
  if (currency !== undefined) minorDigits(currency);
  return defined({
    kind,
    location,
    format: format === "auto" ? undefined : format,
    mapping,
    dateOrder: dateFormat === "auto" ? undefined : dateFormat,
    timeZone: timezone === undefined ? undefined : timeZone(timezone),
    businessDayStart: businessDayStart === undefined ? undefined : clockMinutes(businessDayStart),
    currency,
    decimalMark: decimal === undefined ? undefined : decimal === "comma" ? "," : ".",
    encoding,
    sheet,
    pricesIncludeTax,
    taxRate: taxRate === undefined ? undefined : parseTaxRate(taxRate),
    ignored: ignore?.flatMap((columns) => columns.split(",")).map(plainName),
    ignoreRowIds,
    acceptQuarantine,
    dryRun,
  });
}

function refuseFormat(format: string | undefined, kind: Kind | undefined, mapped: boolean): void {
  if (format === undefined || format === "auto") return;
  if (mapped && format !== "generic") {
    throw new RestaurantError(
      "INVALID_INPUT",
      `--map cannot be used with --format ${format}, whose columns are known; leave one out.`,
    );
  }
  const formats = kind?.formats.map(({ name }) => name) ?? FORMAT_NAMES;
  if (formats.includes(format)) return;
  throw new RestaurantError(
    "INVALID_INPUT",
    `--format '${format}' does not go with --kind ${kind?.name}; use auto, ${formats.join(", ")}.`,
  );
}

/** The format of a kind that any file can be mapped to. */
export function genericOf({ formats, name }: Kind): Format {
  const generic = formats.find(({ name }) => name === "generic");
  if (generic !== undefined) return generic;
  throw new RestaurantError("INVALID_INPUT", `--map does not go with --kind ${name}.`);
}

/** Everything that `--map` can name for a kind. */
export function mappableFields(kind: Kind): readonly string[] {
  return Object.keys(genericOf(kind).columns);
}

/**
 * Reads `date=Order Date,item=Name`. A column's name may contain commas: only one that begins the
 * next entry separates.
 *
 * @throws {RestaurantError} INVALID_INPUT for what is no entry, an unknown field, or one said twice.
 */
export function parseMapping(
  texts: readonly string[],
  kind: Kind = KINDS[0],
): ColumnMapping {
  const fields = mappableFields(kind);
  const mapping = new Map<string, string>();
  for (const entry of texts.flatMap((text) => text.split(/,(?=\s*[a-z_]+\s*=)/))) {
    const [name = "", ...rest] = entry.split("=");
    const column = rest.join("=").trim();
    const field = fields.find((known) => known === name.trim());
    if (field === undefined || column === "") throw badEntry(entry, fields);
    if (mapping.has(field)) {
      throw new RestaurantError("INVALID_INPUT", `--map names ${field} twice.`);
    }
    mapping.set(field, column);
  }
  if (mapping.has("unit_price") && mapping.has("line_total")) {
    throw new RestaurantError(
      "INVALID_INPUT",
      "--map names both unit_price and line_total; keep one: unit_price is for one, line_total " +
        "for the whole row.",
    );
  }
  return mapping;
}

function badEntry(entry: string, fields: readonly string[]): RestaurantError {
  return new RestaurantError(
    "INVALID_INPUT",
    `--map '${entry.trim().slice(0, 80)}' is not valid; write field=column with one of these ` +
      `fields: ${fields.join(", ")}.`,
  );
}

function invalid(
  issues: readonly z.core.$ZodIssue[],
  flags: Readonly<Record<string, unknown>>,
): RestaurantError {
  const problems = issues.map(({ path: [name], message }) => {
    const flag = String(name).replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
    const value = String(flags[String(name)]).slice(0, 80);
    return `--${flag} '${value}' is not valid: ${message}.`;
  });
  return new RestaurantError("INVALID_INPUT", problems.join(" "));
}

/** Leaves out what is undefined. */
function defined(values: { [Name in keyof ImportOptions]: unknown }): ImportOptions {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as ImportOptions;
}
