import { percent } from "../../../values/money.ts";
import { percentText } from "../../../values/percent_text.ts";
import { readMenuItems } from "../../menu/menu_items.ts";
import type { Dimension } from "../../sales/dimensions.ts";
import { readRollups } from "../../sales/read_rollups.ts";
import {
  type Finding,
  firstRows,
  major,
  moneyText,
  type Section,
  type SectionInput,
  sectionOf,
  type Table,
} from "../section.ts";
import { figuresWithout } from "../../sales/not_recorded.ts";
import { reductionKind } from "../../sales/reduction_kind.ts";
import { readTotals, type Totals } from "./summary.ts";

const LISTED = 6;
const NOT_NAMED = "not named";

/** Comps, voids and refunds, by reason, item and hour. */
export async function readLosses(input: SectionInput): Promise<Section> {
  const { scope } = input;
  const { figures } = await readTotals(input, scope.period);
  const before = scope.previous === null ? null : await readTotals(input, scope.previous);
  const query = { period: scope.period, location_ids: scope.ids };
  const read = (dimension: Dimension) =>
    readRollups(input.reader, { ...query, dimension }, ["key"]);
  const discounts = amountsOf(await read("discount"), (row) => row.discounts);
  const servers = input.showsNames ? amountsOf(await read("server"), lossOf) : [];
  const nameOf = await readItemNames(input);
  const comps = amountsOf(await read("comp"), (row) => row.discounts, nameOf);
  const items = await read("item");
  const comped = comps.reduce((sum, [, amount]) => sum + amount, 0);
  const share = (amount: number) => percent(amount, figures.gross);
  const unknown = figuresWithout(scope.gaps);
  const known = <Value>(figure: "discounts" | "voids", value: Value) =>
    unknown.has(figure) ? null : value;
  return sectionOf("losses", {
    findings: findingsOf(figures, before, comped, discounts, scope),
    figures: {
      discounts: known("discounts", major(figures.discounts, scope)),
      discounts_percent_of_gross: known("discounts", share(figures.discounts)),
      comps: known("discounts", major(comped, scope)),
      voids: known("voids", major(figures.voids, scope)),
      voided_lines: known("voids", figures.voided_lines),
      refunds: major(figures.refunds, scope),
      refunds_percent_of_gross: share(figures.refunds),
    },
    tables: [
      table("Discounts by name", "name", discounts, scope),
      table("Discounts by kind", "kind", byKind(discounts), scope),
      table("Discounts by item", "item", amountsOf(items, (row) => row.discounts, nameOf), scope),
      table("Comps (given away free) by item", "item", comps, scope),
      table("Voids by item", "item", amountsOf(items, (row) => row.voids, nameOf), scope),
      table(
        "Voids by reason",
        "reason",
        amountsOf(await read("void_reason"), (row) => row.voids),
        scope,
      ),
      table("Refunds by item", "item", amountsOf(items, (row) => row.refunds, nameOf), scope),
      table(
        "Refunds by reason",
        "reason",
        amountsOf(await read("refund_reason"), (row) => row.refunds),
        scope,
      ),
      table(
        "Discounts and voids by hour",
        "hour",
        amountsOf(
          await read("hour"),
          ({ discounts, voids }) => discounts + voids,
          (hour) => `${hour}:00`,
        ),
        scope,
      ),
      table("Discounts, voids and refunds by server", "server", servers, scope),
    ].filter(({ rows }) => rows.length > 0),
    notes: [
      "Not every point of sale records who sold, why a line was voided or what a discount was " +
      "for; what has no name is listed as 'not named'.",
      ...(input.showsNames ? [] : ["Names of servers are shown to managers only."]),
    ],
    see_more: [
      `search_orders with date ${scope.period.date}, end_date ${scope.period.end_date} and has ` +
      "discount, void, refund or cancelled: the orders behind a figure; with text: those with an item.",
    ],
  });
}

type Amounts = readonly (readonly [name: string, amount: number])[];
type RollupRow = Awaited<ReturnType<typeof readRollups<"key">>>[number];

/** What was given away, voided and given back. */
function lossOf(
  { discounts, voids, refunds }: Pick<RollupRow, "discounts" | "voids" | "refunds">,
): number {
  return discounts + voids + refunds;
}

/** A reduction may be a comp by its name and still not give the line away whole. */
const KIND_NAMES = { comp: "by the house", promotion: "promotion" } as const;

/** Discounts of the house and promotions, as far as their names say so. */
function byKind(discounts: Amounts): Amounts {
  const kinds = Map.groupBy(discounts, ([name]) => {
    const kind = reductionKind(name);
    return kind === undefined ? "other" : KIND_NAMES[kind];
  });
  if (kinds.size === 1 && kinds.has("other")) return [];
  return Array.from(
    kinds,
    ([kind, some]) => [kind, some.reduce((sum, [, amount]) => sum + amount, 0)] as const,
  ).sort((a, b) => b[1] - a[1]);
}

/** The amounts that are not zero, the largest first; of equal ones the key decides. */
function amountsOf(
  rows: readonly RollupRow[],
  amount: (row: RollupRow) => number,
  nameOf: (key: string) => string = (key) => key,
): Amounts {
  return rows.map((row) => [row.key === "" ? NOT_NAMED : row.key, amount(row)] as const)
    .filter(([, amount]) => amount !== 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([key, amount]) => [nameOf(key), amount]);
}

async function readItemNames({ reader }: SectionInput): Promise<(id: string) => string> {
  const names = new Map((await readMenuItems(reader)).map(({ id, name }) => [id, name]));
  return (id) => id === NOT_NAMED ? "service charges" : names.get(id) ?? id;
}

function table(
  title: string,
  column: string,
  amounts: Amounts,
  scope: SectionInput["scope"],
): Table {
  const whole = amounts.reduce((sum, [, amount]) => sum + amount, 0);
  return {
    title,
    columns: [column, "amount", "share %"],
    ...firstRows(
      amounts.map(([name, amount]) => [name, major(amount, scope), percent(amount, whole)]),
      LISTED,
    ),
  };
}

function findingsOf(
  figures: Totals["figures"],
  before: Totals | null,
  comped: number,
  discounts: Amounts,
  scope: SectionInput["scope"],
): Finding[] {
  const lost = lossOf(figures);
  // What one of the periods did not record would look like a rise or a fall.
  const isLike = ![...scope.gaps, ...scope.previous_gaps]
    .some(({ figure }) => figure === "discounts" || figure === "voids");
  const was = before === null || !isLike ? null : lossOf(before.figures);
  const [top] = discounts;
  return [
    {
      text: `Given away, voided or given back: ${partsText(figures, comped, scope)}${
        was === null
          ? ""
          : `; together ${moneyText(lost, scope)} against ${moneyText(was, scope)} before`
      }.`,
      weight: was === null ? 0 : Math.abs(lost - was),
      isNotable: was !== null && lost > was,
    },
    ...(top === undefined ? [] : [{
      text: `The largest discount is '${top[0]}' with ${moneyText(top[1], scope)}.`,
      weight: 0,
    }]),
  ];
}

/** Each part with its amount, or that it was not recorded. */
function partsText(
  { discounts, voids, refunds, gross }: Totals["figures"],
  comped: number,
  scope: SectionInput["scope"],
): string {
  const unknown = figuresWithout(scope.gaps);
  return [
    unknown.has("discounts")
      ? "discounts not recorded"
      : `discounts ${moneyText(discounts, scope)} (${
        percentText(percent(discounts, gross) ?? 0)
      } of gross; ` +
        `${moneyText(comped, scope)} of them comps: items given away free)`,
    unknown.has("voids") ? "voids not recorded" : `voids ${moneyText(voids, scope)}`,
    `refunds ${moneyText(refunds, scope)}`,
  ].join(", ");
}
