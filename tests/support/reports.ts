import type { Report } from "../../src/report/model.ts";

/** Dates from 1 January 2026 on. */
export function someDates(count: number): string[] {
  const first = Temporal.PlainDate.from("2026-01-01");
  return Array.from({ length: count }, (_, days) => first.add({ days }).toString());
}

/** A report with all that a renderer must bear: many rows, long names, other scripts, losses. */
export function difficultReport({ days = 400, items = 120 } = {}): Report {
  const dates = someDates(days);
  const net = dates.map((_, at) =>
    at % 31 === 7 ? -123_45 : at % 9 === 4 ? null : 900_00 + (at * 7919) % 800_00
  );
  const known = net.filter((amount) => amount !== null);
  const total = known.reduce((sum, amount) => sum + amount, 0);
  return {
    title: "Sales report",
    scope: "Café Żurek & Ćevapčići, Phở Nguyễn",
    period: { date: dates[0] ?? "", end_date: dates.at(-1) ?? "" },
    notes: [
      "Sunday is unfinished: the location closes at 23:00 and 12 orders are open.",
      "Harbour has no data for 3 of the days; the totals do not include what it sold on them.",
    ],
    sections: [
      {
        title: "At a glance",
        blocks: [
          {
            type: "figures",
            figures: [
              {
                key: "net",
                label: "Net sales",
                kind: "money",
                unit: "USD",
                value: total,
                previous: 1_000_000_00,
                change: -3.25,
              },
              {
                key: "orders",
                label: "Transactions",
                kind: "count",
                value: 21350,
                previous: 20000,
                change: 6.75,
              },
              {
                key: "check",
                label: "Average check",
                kind: "money",
                unit: "USD",
                value: 38_31,
                previous: null,
              },
              { key: "guests", label: "Guests", kind: "count", value: null },
              {
                key: "refunds",
                label: "Refunds",
                kind: "money",
                unit: "USD",
                value: -5,
                previous: 0,
                change: null,
              },
            ],
          },
          {
            type: "chart",
            key: "daily",
            title: "Net sales by day",
            form: "line",
            labelKind: "date",
            labels: dates,
            value: { kind: "money", unit: "USD" },
            series: [
              { name: "this period", values: net },
              {
                name: "period before",
                values: net.map((n, at) => n === null ? 500_00 : n - (at % 5) * 40_00),
              },
            ],
          },
          {
            type: "chart",
            key: "hourly",
            title: "Transactions by hour",
            form: "columns",
            labelKind: "text",
            labels: ["10:00", "11:00", "12:00", "13:00", "14:00", "17:00", "18:00", "19:00"],
            value: { kind: "count" },
            series: [{ name: "orders", values: [1, 4, 12, 9, 3, 6, 15, 11] }],
          },
          {
            type: "chart",
            key: "top",
            title: "Change of net sales by category",
            form: "bars",
            labelKind: "text",
            labels: [
              "Mains",
              "A category with a name that is far too long for the room that it has here",
              "Drinks",
            ],
            value: { kind: "money", unit: "USD" },
            series: [{ name: "change", values: [1234_50, -400_25, 12_00] }],
          },
        ],
      },
      {
        title: "Days",
        blocks: [{
          type: "table",
          key: "days",
          title: "Every day",
          columns: [
            { key: "date", label: "Date", kind: "date" },
            { key: "net", label: "Net sales", kind: "money", unit: "USD", isSummed: true },
            { key: "share", label: "Share", kind: "percent" },
            { key: "change", label: "Change on the week before", kind: "change" },
          ],
          rows: dates.map((date, at) => {
            const amount = net[at] ?? null;
            return [
              date,
              amount,
              amount === null ? null : Math.round(amount / total * 10000) / 100,
              at % 40 - 20,
            ];
          }),
          total: ["Total", total, 100, null],
        }],
      },
      {
        title: "Items",
        blocks: [{
          type: "table",
          key: "items",
          columns: [
            { key: "item", label: "Item", kind: "text" },
            { key: "category", label: "Category", kind: "text" },
            { key: "location", label: "Location", kind: "text" },
            { key: "units", label: "Units sold", kind: "quantity" },
            { key: "gross", label: "Gross sales", kind: "money", unit: "USD" },
            { key: "discounts", label: "Discounts", kind: "money", unit: "USD" },
            { key: "net", label: "Net sales", kind: "money", unit: "USD" },
            { key: "margin", label: "Contribution margin", kind: "money", unit: "USD" },
            { key: "share", label: "Share", kind: "percent" },
          ],
          rows: Array.from({ length: items }, (_, at) => [
            at % 7 === 3
              ? "The Barbecue Chicken Pizza with extra Mozzarella, Jalapeños, Ćevapčići and a very long story"
              : at % 11 === 5
              ? "Supercalifragilisticexpialidocious-Donaudampfschifffahrtsgesellschaft"
              : `Dish number ${at}`,
            "Classic",
            "Downtown",
            at * 1.5,
            1_234_56 * at,
            at === 0 ? 0 : -1_00 * at,
            1_233_56 * at,
            null,
            at / 100,
          ]),
          footnote: "12 more items with 340.00 USD.",
        }, {
          type: "table",
          key: "empty",
          title: "Refunds",
          columns: [{ key: "a", label: "A", kind: "text" }],
          rows: [],
        }],
      },
      {
        title: "What guests say",
        blocks: [
          {
            type: "list",
            items: [
              "“The Phở was excellent, the Crème brûlée too. €12.50, £3, ₹40, ₺5, ₴6, ₫7000.”",
              "“料理がとても美味しかったです。Staff was kind.”",
              "“很好吃，服务也很好！”",
              "“الطعام كان رائعا جدا” and then “האוכל היה מצוין”",
              "Best pizza 🍕🍕👨‍👩‍👧! ฿120 → worth it",
            ],
          },
          {
            type: "text",
            text:
              "A paragraph that is longer than one line, so that it wraps; it says what a reader has to know about the quotes above, which were chosen because they are recent and name an aspect that guests mention often.  ",
          },
        ],
      },
    ],
    basis: [
      {
        term: "Net sales",
        text:
          "gross less discounts and refunds, plus service charges that are not gratuities; tax, tips, gratuities, gift cards and voids are not in it",
      },
      {
        term: "Business day",
        text: "local time the order was opened, turned back by business_day_start",
      },
    ],
    as_of: "2027-02-05T08:00:00Z",
  };
}
