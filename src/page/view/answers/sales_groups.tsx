import type { Part } from "../session/part.ts";
import type { SalesAnswer } from "../../../restaurant/sales/sales_answer.ts";
import { drawChart } from "../../../report/chart/draw_chart.ts";
import { Drawing } from "../parts/drawing.tsx";
import { Change } from "../parts/figure.tsx";
import { More } from "../parts/panel.tsx";
import { numbers, Table } from "../parts/table.tsx";
import { placeName, type Session, useSession } from "../session/session.ts";

type Group = SalesAnswer["breakdown"][number];

const BAR = 30;
const UPRIGHT = 220;
/** As many bars are compared at a glance; the table has them all. */
const MOST_BARS = 12;

const WEEKDAYS = ["Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun"]
  .map((name) => `${name}day`);

/** How a breakdown is drawn: over time, or as named things. */
const isOverTime = (group: string) =>
  /^\d{4}-\d\d(-\d\d)?$|^\d\d:\d\d$/.test(group) || WEEKDAYS.includes(group);

/** The groups of a sales answer, as a chart with a table behind it. */
export function SalesGroups({ answer, title, open }: {
  readonly answer: SalesAnswer;
  readonly title: string;
  /** Looks closer at a group, where that is possible. */
  readonly open?: (group: Group) => void;
}): Part {
  const session = useSession();
  const { words } = session;
  const { breakdown, omitted } = answer;
  if (breakdown.length === 0) return <p class="none">{words.noData}</p>;
  return (
    <>
      <GroupChart answer={answer} title={title} />
      <details open={open !== undefined}>
        <summary>{words.table}</summary>
        <GroupTable answer={answer} title={title} open={open} />
        <More count={omitted?.groups} />
      </details>
    </>
  );
}

function GroupChart({ answer, title }: { readonly answer: SalesAnswer; readonly title: string }) {
  const session = useSession();
  const { format, words } = session;
  const overTime = answer.breakdown.every(({ group }) => isOverTime(group));
  const shown = overTime ? answer.breakdown : answer.breakdown.slice(0, MOST_BARS);
  const isDaily = shown.every(({ group }) => /^\d{4}-\d\d-\d\d$/.test(group)) && shown.length > 1;
  const before = shown.map(({ change }) => change?.previous ?? null);
  const chart = {
    type: "chart",
    key: "groups",
    title,
    form: isDaily ? "line" : overTime ? "columns" : "bars",
    labelKind: isDaily ? "date" : "text",
    labels: shown.map((group) => isDaily ? group.group : groupName(group, session)),
    value: { kind: "quantity" },
    series: [
      { name: words.net, values: shown.map(({ total_sales }) => total_sales) },
      ...(overTime && before.some((value) => value !== null)
        ? [{ name: words.comparedDay, values: before }]
        : []),
    ],
  } as const;
  return (
    <Drawing
      label={title}
      height={chart.form === "bars" ? shown.length * BAR : UPRIGHT}
      number={(number) => format.shortMoney(number, answer.currency)}
      draw={(canvas) => drawChart(chart, canvas).shapes}
    />
  );
}

function GroupTable({ answer, title, open }: {
  readonly answer: SalesAnswer;
  readonly title: string;
  readonly open?: ((group: Group) => void) | undefined;
}) {
  const session = useSession();
  const { words, format } = session;
  const { currency, breakdown } = answer;
  const hasMargin = breakdown.some(({ margin }) => margin !== undefined && margin !== null);
  const hasChange = breakdown.some(({ change }) => change !== undefined);
  return (
    <Table
      caption={title}
      columns={[
        { label: title },
        numbers(words.net, words.netIs),
        numbers(words.orders, words.ordersIs),
        numbers(words.units, words.unitsIs),
        numbers(words.share, words.shareIs),
        ...(hasMargin ? [numbers(words.margin, words.marginIs)] : []),
        ...(hasChange ? [numbers(words.change, words.changeIs)] : []),
      ]}
      rows={breakdown.map((group) => [
        <GroupName key="name" group={group} open={open} />,
        format.money(group.total_sales, currency),
        format.number(group.transactions),
        format.number(group.units),
        format.percent(group.share_percent),
        ...(hasMargin ? [format.money(group.margin ?? null, currency)] : []),
        ...(hasChange
          ? [
            <Change
              key="change"
              percent={group.change?.percent ?? null}
              text={format.change(group.change?.percent ?? null)}
            />,
          ]
          : []),
      ])}
    />
  );
}

function GroupName({ group, open }: {
  readonly group: Group;
  readonly open?: ((group: Group) => void) | undefined;
}) {
  const name = <bdi>{groupName(group, useSession())}</bdi>;
  if (open === undefined) return name;
  return <button type="button" class="link" onClick={() => open(group)}>{name}</button>;
}

/** The name of a group, as the viewer writes it. */
export function groupName({ group, id }: Pick<Group, "group" | "id">, session: Session): string {
  const { format } = session;
  if (/^\d\d:\d\d$/.test(group)) return format.hour(group);
  if (/^\d{4}-\d\d-\d\d$/.test(group)) return format.date(group);
  const weekday = WEEKDAYS.indexOf(group);
  if (weekday >= 0) return format.weekdayOf(weekday + 1);
  return placeName(session, id ?? group, group);
}
