import { type Minor, percent } from "../../../values/money.ts";
import { labourFigures, primeCost } from "../../labour/labour_figures.ts";
import {
  type Labour,
  minutesOf,
  payOf,
  readLabour,
  type TimeEntry,
} from "../../labour/read_labour.ts";
import { daypartOf, DAYPARTS } from "../../sales/daypart.ts";
import { netSales } from "../../sales/figures.ts";
import { readMenuSales } from "../menu_sales.ts";
import { readRollups } from "../../sales/read_rollups.ts";
import {
  firstRows,
  major,
  moneyText,
  rounded,
  type Section,
  type SectionInput,
  sectionOf,
  type Table,
} from "../section.ts";
import { readTotals } from "./summary.ts";

const LISTED_DAYS = 31;
const LISTED_EMPLOYEES = 15;

/** Labour beside sales: percentage, sales per labour hour, overtime, prime cost. */
export async function readLabourSection(input: SectionInput): Promise<Section> {
  const { reader, scope } = input;
  const labour = await readLabour(reader, scope.locations, scope.period);
  if (labour.entries.length === 0) {
    return sectionOf("labour", {
      notes: [
        "No shifts are recorded in the period. `restaurant-mcp import --kind labour` takes Toast " +
        "TimeEntries, Square, 7shifts or Homebase exports, or any CSV by --map.",
      ],
    });
  }
  const { figures } = await readTotals(input, scope.period);
  const net = netSales(figures);
  const { pay, minutes } = labour;
  const beside = labourFigures({ minutes, pay: pay ?? 0, net });
  const goods = await theoreticalCost(input);
  const prime = pay === null || goods.cost === null ? null : primeCost(goods.cost, pay, net);
  return sectionOf("labour", {
    findings: [
      {
        text: `${rounded(minutes / 60, 1)} labour hours, ` +
          `${rounded(labour.overtime_minutes / 60, 1)} of them overtime` +
          `${
            pay === null
              ? ""
              : `, cost ${moneyText(pay, scope)}, ${beside.percent_of_net ?? "n/a"} % of net sales`
          }; ` +
          `${
            beside.sales_per_hour === null
              ? ""
              : `${moneyText(beside.sales_per_hour, scope)} net sales per labour hour.`
          }`,
        weight: pay ?? 0,
      },
      ...(prime === null ? [] : [{
        text:
          `Prime cost ${moneyText(prime.prime_cost, scope)}, ${
            prime.percent_of_net ?? "n/a"
          } % of net ` +
          `sales: theoretical food cost ${moneyText(goods.cost ?? 0, scope)} and labour.`,
        weight: prime.prime_cost,
      }]),
    ],
    figures: {
      labour_hours: rounded(minutes / 60),
      overtime_hours: rounded(labour.overtime_minutes / 60),
      labour_cost: major(pay, scope),
      labour_percent_of_net: pay === null ? null : beside.percent_of_net,
      sales_per_labour_hour: major(beside.sales_per_hour, scope),
      prime_cost: prime === null ? null : major(prime.prime_cost, scope),
      prime_cost_percent: prime?.percent_of_net ?? null,
    },
    tables: [
      await dayTable(input, labour.entries),
      await daypartTable(input, labour),
      ...(input.showsNames ? [employeeTable(labour.entries, scope)] : []),
    ],
    notes: notesOf(labour, goods, input),
    see_more: ["sections time: sales per labour hour by hour."],
  });
}

async function theoreticalCost(
  { reader, scope }: SectionInput,
): Promise<{ readonly cost: Minor | null; readonly share: number | null }> {
  const { sold } = await readMenuSales(reader, scope);
  const costed = sold.filter(({ food_cost }) => food_cost !== null);
  const gross = (some: typeof sold) => some.reduce((sum, item) => sum + item.gross, 0);
  return {
    cost: costed.length === 0
      ? null
      : costed.reduce((sum, { food_cost }) => sum + (food_cost ?? 0), 0),
    share: percent(gross(costed), gross(sold)),
  };
}

async function dayTable(
  { reader, scope }: SectionInput,
  entries: readonly TimeEntry[],
): Promise<Table> {
  const query = { dimension: "day", period: scope.period, location_ids: scope.ids } as const;
  const rows = await readRollups(reader, query, ["business_date"]);
  const net = new Map(rows.map(({ business_date, ...row }) => [business_date, netSales(row)]));
  const days = [...Map.groupBy(entries, ({ business_date }) => business_date)];
  return {
    title: "By day",
    columns: ["date", "labour hours", "labour cost", "net", "labour %", "sales per labour hour"],
    ...firstRows(
      days.map(([date, some]) => {
        const minutes = some.reduce((sum, entry) => sum + minutesOf(entry), 0);
        const pays = some.map(payOf);
        const pay = pays.includes(null)
          ? null
          : pays.reduce<number>((sum, one) => sum + (one ?? 0), 0);
        const sales = net.get(date) ?? 0;
        const beside = labourFigures({ minutes, pay: pay ?? 0, net: sales });
        return [
          date,
          rounded(minutes / 60, 1),
          major(pay, scope),
          major(sales, scope),
          pay === null ? null : beside.percent_of_net,
          major(beside.sales_per_hour, scope),
        ];
      }),
      LISTED_DAYS,
    ),
  };
}

async function daypartTable({ reader, scope }: SectionInput, labour: Labour): Promise<Table> {
  const query = { dimension: "hour", period: scope.period, location_ids: scope.ids } as const;
  const rows = await readRollups(reader, query, ["key"]);
  const net = new Map<string, number>();
  for (const { key, ...row } of rows) {
    const name = daypartOf(Number(key));
    net.set(name, (net.get(name) ?? 0) + netSales(row));
  }
  const minutes = new Map<string, number>();
  for (const [hour, worked] of labour.by_hour) {
    const name = daypartOf(Number(hour));
    minutes.set(name, minutes.getOrInsertComputed(name, () => 0) + worked);
  }
  return {
    title: "By daypart",
    columns: ["daypart", "labour hours", "net", "sales per labour hour"],
    rows: DAYPARTS.filter(({ name }) => net.has(name) || minutes.has(name)).map(({ name }) => {
      const worked = minutes.get(name) ?? 0;
      const sales = net.get(name) ?? 0;
      return [
        name,
        rounded(worked / 60, 1),
        major(sales, scope),
        worked === 0 ? null : major(sales * 60 / worked, scope),
      ];
    }),
  };
}

function employeeTable(entries: readonly TimeEntry[], scope: SectionInput["scope"]): Table {
  const groups = [...Map.groupBy(entries, ({ employee }) => employee)].map(([employee, some]) => ({
    employee,
    job: [...new Set(some.map(({ job }) => job))].join(", "),
    minutes: some.reduce((sum, entry) => sum + minutesOf(entry), 0),
    overtime: some.reduce((sum, { overtime_minutes }) => sum + overtime_minutes, 0),
    pay: some.some((entry) => payOf(entry) === null)
      ? null
      : some.reduce((sum, entry) => sum + (payOf(entry) ?? 0), 0),
  })).sort((a, b) => b.overtime - a.overtime || b.minutes - a.minutes);
  return {
    title: "By employee, most overtime first",
    columns: ["employee", "job", "hours", "overtime hours", "cost"],
    ...firstRows(
      groups.map(({ employee, job, minutes, overtime, pay }) => [
        employee,
        job,
        rounded(minutes / 60, 1),
        rounded(overtime / 60, 1),
        major(pay, scope),
      ]),
      LISTED_EMPLOYEES,
    ),
  };
}

function notesOf(
  labour: Labour,
  goods: { readonly cost: Minor | null; readonly share: number | null },
  { showsNames }: SectionInput,
): string[] {
  return [
    "Labour is wages as recorded; employer's taxes and benefits are not in it unless the export has them.",
    ...(labour.unpaid_entries > 0
      ? [`${labour.unpaid_entries} shifts have no pay recorded, so no labour cost is given.`]
      : []),
    ...(goods.cost === null
      ? ["Prime cost needs recipes and pack costs; there are none for what was sold."]
      : (goods.share ?? 100) < 100
      ? [`The food cost in the prime cost covers items with ${goods.share} % of gross sales.`]
      : []),
    ...(showsNames ? [] : ["Names of employees are shown to managers only."]),
  ];
}
