import { columnPositions, listedColumns, plainName, shownName } from "./kind/columns.ts";
import type { Format } from "./kind/format.ts";
import type { Kind, Unfolding } from "./kind/kind.ts";
import { KINDS } from "./kinds.ts";
import { type ColumnMapping, genericOf, type ImportOptions, mappableFields } from "./options.ts";
import { ImportQuestion } from "./kind/question.ts";
import { mapFlag } from "./kind/map_flag.ts";
import { refuseOtherUnits } from "./misread_columns.ts";
import { proposedMap } from "./proposed_map.ts";
import { OTHER_EXPORTS } from "./sales/formats/other_exports.ts";

/** What a file is, and the positions of its columns. */
export interface Layout {
  readonly kind: Kind;
  readonly format: Format;
  /** The file's own column names, fit to be shown. */
  readonly header: readonly string[];
  /** Positions of a field's columns, the best one first. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  /** Columns that hold no field. */
  readonly unused: readonly number[];
  /** Those of them that probably change the amount of a row, with their probable content. */
  readonly doubtful: ReadonlyMap<number, string>;
  /** Columns that the user said do not matter. */
  readonly ignored: ReadonlySet<number>;
  /** Whether the user said which column holds what. */
  readonly isMapped: boolean;
  /** What stands above the names of the columns. */
  readonly titles?: readonly string[];
  /** Makes rows with one thing from rows with several. */
  readonly unfolding?: Unfolding;
}

/** What a user said about the columns of a file. */
export type LayoutChoice = Pick<ImportOptions, "kind" | "format" | "mapping" | "ignored">;

/**
 * Finds the kind and format of a file by its header; undefined if these are not the names of its
 * columns, or not known.
 */
export function recogniseLayout(
  header: readonly string[],
  choice: LayoutChoice,
): Layout | undefined {
  const { kind, mapping } = choice;
  if (mapping !== undefined) return mappedLayout(header, kind ?? KINDS[0], mapping, choice);
  return (kind === undefined ? KINDS : [kind])
    .map((one) => layoutOfKind(one, header, choice))
    .find((layout) => layout !== undefined && (kind !== undefined || isSure(layout)));
}

/** A list of items with dates and order numbers is no menu, and one with prices is no calendar. */
function isSure({ kind, format, header, unused }: Layout): boolean {
  const [sales] = KINDS;
  return kind === sales || kind.located && format.name !== "generic" ||
    !unused.some((at) =>
      ["date", "order_id", ...kind.excludes ?? []].includes(sales.guess?.(header[at] ?? "") ?? "")
    );
}

function layoutOfKind(
  kind: Kind,
  header: readonly string[],
  choice: LayoutChoice,
): Layout | undefined {
  const unfolding = kind.unfold?.(header);
  return kind.formats.filter(({ name }) => name === (choice.format ?? name))
    .map((format) => layoutOf(kind, format, unfolding?.header ?? header, choice, unfolding))
    .find(({ format, positions }) => missingFields(format, positions).length === 0);
}

function layoutOf(
  kind: Kind,
  format: Format,
  header: readonly string[],
  { ignored = [], mapping }: LayoutChoice,
  unfolding?: Unfolding,
): Layout {
  const positions = columnPositions(header, format.columns);
  const used = new Set([...positions.values()].flat());
  const unused = header.flatMap((name, at) => used.has(at) || name.trim() === "" ? [] : [at]);
  const isIgnored = (at: number) => ignored.includes(plainName(header[at] ?? ""));
  // The columns of a known format are known, also those that are not read.
  const doubtful = format.name !== "generic" ? [] : unused.flatMap((at) => {
    const field = kind.guess?.(header[at] ?? "");
    const asked = field !== undefined && kind.decisive?.includes(field) && !isIgnored(at);
    return asked ? [[at, field] as const] : [];
  });
  return {
    kind,
    format,
    header: header.map(shownName),
    positions,
    unused,
    doubtful: new Map(doubtful),
    ignored: new Set(header.keys().filter(isIgnored)),
    isMapped: mapping !== undefined,
    ...(unfolding !== undefined && { unfolding }),
  };
}

function missingFields({ required }: Format, fields: { has(field: string): boolean }) {
  return required.filter((oneOf) => !oneOf.some((field) => fields.has(field)));
}

function mappedLayout(
  header: readonly string[],
  kind: Kind,
  mapping: ColumnMapping,
  choice: LayoutChoice,
): Layout | undefined {
  const names = new Set(header.map(plainName));
  if (![...mapping.values()].every((column) => names.has(plainName(column)))) return undefined;
  const columns = Object.fromEntries([...mapping].map(([field, column]) => [field, [column]]));
  return layoutOf(kind, { ...genericOf(kind), columns }, header, choice);
}

/**
 * Refuses a mapping that cannot be right: a column that two have, or needed fields left out.
 *
 * @throws {ImportQuestion}
 */
export function checkMapping({ header, kind }: Layout, mapping: ColumnMapping): void {
  const names = header.map(plainName);
  for (const [field, column] of mapping) {
    const count = names.filter((name) => name === plainName(column)).length;
    if (count === 1) continue;
    throw new ImportQuestion(
      `--map ${field}=${column}: ${count} columns have this name; rename all but one.`,
      `The file has: ${listedColumns(header)}.`,
    );
  }
  refuseOtherUnits(mapping);
  const missing = missingFields(genericOf(kind), mapping);
  if (missing.length === 0) return;
  throw new ImportQuestion(
    `--map does not say where ${missing.map((fields) => fields.join(" or ")).join(", ")} is. ` +
      `The file has: ${listedColumns(header)}.`,
    `It can name ${mappableFields(kind).join(", ")}.`,
  );
}

/** Why none of the first lines of a file can be its header, and what to do. */
export function unrecognised(
  lines: readonly (readonly string[])[],
  choice: LayoutChoice,
): ImportQuestion {
  const header = likelyHeader(lines);
  if (header === undefined) {
    return new ImportQuestion(
      "The file has no row with the names of columns.",
      "Export it as CSV, with the names of the columns first, and import that file.",
    );
  }
  if (choice.mapping !== undefined) return wrongMapping(header, choice.mapping);
  const names = new Set(header.map(plainName));
  const other = OTHER_EXPORTS.find(({ columns }) =>
    columns.every((column) => names.has(plainName(column)))
  );
  const looks = other === undefined
    ? ""
    : `This looks like ${other.title}; export ${other.instead}. `;
  const expected = expectations(choice);
  const answer = answerFor(header, lines.slice(lines.indexOf(header) + 1), choice);
  const reason = `${looks}The columns fit no known format. Found: ${listedColumns(header, BRIEF)}.`;
  return expected.length <= BRIEF
    ? new ImportQuestion(`${reason} Expected: ${expected}.`, answer)
    : new ImportQuestion(reason, `${answer}\nKnown formats and their columns: ${expected}.`);
}

/** Characters of columns, found or expected, in the reason; more come after what to do. */
const BRIEF = 200;

/** The line with the most short texts that are no numbers. */
function likelyHeader(lines: readonly (readonly string[])[]): readonly string[] | undefined {
  const names = (fields: readonly string[]) =>
    fields.filter((text) => /^\s*[^\d\s][^\n]{0,59}$/.test(text)).length;
  const best = lines.reduce<readonly string[]>(
    (best, next) => names(next) > names(best) ? next : best,
    [],
  );
  return names(best) > 1 ? best : undefined;
}

function wrongMapping(header: readonly string[], mapping: ColumnMapping): ImportQuestion {
  const names = new Set(header.map(plainName));
  const [field, column] = [...mapping].find(([, name]) => !names.has(plainName(name))) ?? [];
  return new ImportQuestion(
    `--map ${field}=${column}: the file has no such column. It has: ${listedColumns(header)}.`,
    "Write the column's name as it is in the file.",
  );
}

function expectations({ kind, format }: LayoutChoice): string {
  // Of the kinds that any file can be mapped to: the others are known by the names of their columns.
  const mappable = KINDS.filter(({ formats }) => formats.some(({ name }) => name === "generic"));
  return (kind === undefined ? mappable : [kind]).flatMap(({ name, formats }) =>
    formats.filter((one) => one.name === (format ?? one.name))
      .map((one) => `${one.title} (${name}, ${one.name}) ${expectation(one)}`)
  ).join("; ");
}

function expectation({ required, columns }: Format): string {
  return required.map((fields) => fields.map((field) => columns[field]?.[0]).join(" or "))
    .join(", ");
}

function answerFor(
  header: readonly string[],
  below: readonly (readonly string[])[],
  { kind = KINDS[0] }: LayoutChoice,
): string {
  if (kind.example !== undefined) {
    return `restaurant-mcp import --template ${kind.name} prints a file to fill in.`;
  }
  const textsIn = (column: string) => below.map((row) => row[header.indexOf(column)] ?? "");
  const map = proposedMap(kind, header, new Map(), textsIn);
  const missing = missingFields(genericOf(kind), map);
  const open = missing.map(([field = ""]) => `${field}=…`);
  return `For any other file say which column holds what: ${mapFlag(map, open)} ` +
    "(line_total=… for the whole row instead of unit_price=…).";
}
