import { formatDecimal, type Minor, percent } from "../../../values/money.ts";
import { counted } from "../../../values/counted.ts";
import { sum } from "../../../values/sum.ts";
import { percentText } from "../../../values/percent_text.ts";
import { labourFigures, primeCost } from "../../labour/labour_figures.ts";
import {
  type Labour,
  minutesOf,
  payOf,
  readLabour,
  type TimeEntry,
} from "../../labour/read_labour.ts";
import { daypartOf, DAYPARTS } from "../../sales/daypart.ts";
import { readMenuSales } from "../menu_sales.ts";
import { readStaffedHours, readStaffedSales, type StaffedSales } from "../staffed_sales.ts";
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
  const staffed = await readStaffedSales(reader, scope, labour.entries);
  const byHour = await readStaffedHours(reader, scope, labour.entries);
  const { pay, minutes } = labour;
  const beside = labourFigures({ minutes, pay: pay ?? 0, net: staffed.net });
  const goods = await theoreticalCost(input);
  const isWhole = staffed.without_shifts.size === 0;
  const prime = pay === null || goods.cost === null || !isWhole
    ? null
    : primeCost(goods.cost, pay, staffed.net_of_all);
  return sectionOf("labour", {
    findings: [
      {
        text: `${formatDecimal(minutes / 60, 1)} labour hours, ` +
          `${formatDecimal(labour.overtime_minutes / 60, 1)} of them overtime` +
          `${
            pay === null
              ? ""
              : `, cost ${moneyText(pay, scope)}, ${
                percentText(beside.percent_of_net)
              } of net sales`
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
      dayTable(labour.entries, staffed, scope),
      daypartTable(labour, byHour, scope),
      ...(input.showsNames ? [employeeTable(labour.entries, scope)] : []),
    ],
    notes: notesOf(labour, staffed, goods, input),
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

function dayTable(
  entries: readonly TimeEntry[],
  staffed: StaffedSales,
  scope: SectionInput["scope"],
): Table {
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
        const sales = staffed.by_date.get(date) ?? 0;
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

function daypartTable(
  labour: Labour,
  salesByHour: ReadonlyMap<string, Minor>,
  scope: SectionInput["scope"],
): Table {
  const minutes = byDaypart(labour.by_hour);
  const net = byDaypart(salesByHour);
  const pay = byDaypart(labour.pay_by_hour);
  return {
    title: "By daypart",
    columns: ["daypart", "labour hours", "labour cost", "net", "labour %", "sales per labour hour"],
    rows: DAYPARTS.filter(({ name }) => net.has(name) || minutes.has(name)).map(({ name }) => {
      const worked = minutes.get(name) ?? 0;
      const sales = net.get(name) ?? 0;
      const cost = labour.pay === null ? null : Math.round(pay.get(name) ?? 0);
      return [
        name,
        rounded(worked / 60, 1),
        major(cost, scope),
        major(sales, scope),
        cost === null ? null : percent(cost, sales),
        worked === 0 ? null : major(sales * 60 / worked, scope),
      ];
    }),
  };
}

function byDaypart(hours: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [hour, amount] of hours) {
    const name = daypartOf(Number(hour));
    sums.set(name, (sums.get(name) ?? 0) + amount);
  }
  return sums;
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
  staffed: StaffedSales,
  goods: { readonly cost: Minor | null; readonly share: number | null },
  { showsNames }: SectionInput,
): string[] {
  return [
    ...withoutShifts(staffed),
    "Labour is wages as recorded; employer's taxes and benefits are not in it unless the export has them.",
    ...(labour.unpaid_entries > 0
      ? [`${labour.unpaid_entries} shifts have no pay recorded, so no labour cost is given.`]
      : []),
    ...(goods.cost === null
      ? ["Prime cost needs recipes and pack costs; there are none for what was sold."]
      : (goods.share ?? 100) < 100
      ? [
        `The food cost in the prime cost covers items with ${
          percentText(goods.share)
        } of gross sales.`,
      ]
      : []),
    ...(showsNames ? [] : ["Names of employees are shown to managers only."]),
  ];
}

/** Which open days have no shifts, so that labour is compared with the sales of the others only. */
function withoutShifts({ without_shifts, open_days }: StaffedSales): string[] {
  const missing = sum([...without_shifts.values()]);
  if (missing === 0) return [];
  const places = [...without_shifts].map(([id, days]) => `${id} ${days}`).join(", ");
  return [
    `${missing} of ${
      counted(open_days, "open day")
    } have no shifts recorded (${places}): labour % and ` +
    "sales per labour hour are of the other days, and no prime cost is given.",
  ];
}
