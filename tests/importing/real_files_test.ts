import assert from "node:assert/strict";
import type { Database } from "../../src/storage/database.ts";
import { onEveryEngine } from "../support/engines.ts";
import { dayFigures, type Flags, importText } from "../support/imports.ts";

/*
 * Kinds of faults that real files have. Each is taken right, or refused with what to type.
 */

const PLACE: Flags = {
  location: "downtown",
  timezone: "America/New_York",
  acceptQuarantine: false,
};
const MAP = ["order_id=no,date=when,item=what,quantity=pieces,unit_price=each"];
const HEADER = "no,when,what,pieces,each";

function lines(...rows: string[]): string {
  return [...rows, ""].join("\n");
}

/** Net sales over all days, refunds off, in minor units, and the number of orders. */
async function sales(database: Database): Promise<{ net: number; orders: number; tax: number }> {
  const days = await database.reader.selectFrom("sales_rollups").selectAll()
    .where("dimension", "=", "day").execute();
  return days.reduce(
    ({ net, orders, tax }, day) => ({
      net: net + day.gross - day.discounts - day.refunds,
      orders: orders + day.transactions,
      tax: tax + day.tax,
    }),
    { net: 0, orders: 0, tax: 0 },
  );
}

/** A file that is taken: its text, the flags besides the usual ones, and what it brings in. */
interface Taken {
  readonly why: string;
  readonly text: string | Uint8Array;
  readonly flags?: Flags;
  readonly net: number;
  readonly orders: number;
  readonly tax?: number;
  readonly first?: string;
  readonly last?: string;
  readonly items?: readonly string[];
  readonly note?: RegExp;
}

const mapped = (more = ""): Flags => ({ map: [`${MAP[0]}${more}`] });

const TAKEN: readonly Taken[] = [
  {
    why: "decimal commas of the price say what the quantity's are",
    text: lines(
      "no;when;what;pieces;each",
      "1;03/09/2026;Tea;2,000;1,50",
      "2;14/09/2026;Cheese;0,250;20,00",
    ),
    flags: { ...mapped(), currency: "EUR" },
    net: 8_00,
    orders: 2,
    note: /mostly contain tax/,
  },
  {
    why: "a currency without cents has thousands behind a point",
    text: lines(
      "no;when;what;pieces;each",
      "1;13/09/2026;Pho;1;45.000",
      "2;14/09/2026;Tea;2;8.500",
    ),
    flags: { ...mapped(), currency: "VND" },
    net: 62_000,
    orders: 2,
  },
  {
    why: "rupiah have cents in the norm only",
    text: lines(HEADER, "1,2026-09-13,Nasi,1,25.000"),
    flags: { ...mapped(), currency: "IDR" },
    net: 25_000_00,
    orders: 1,
  },
  {
    why: "states of several languages: one sold, one annulled, one given back, one not paid",
    text: lines(
      `${HEADER},state`,
      "1,2026-09-13,Tea,1,4,bezahlt",
      "2,2026-09-13,Tea,1,4,Annulé",
      "3,2026-09-13,Tea,1,4,Reembolsado",
      "4,2026-09-13,Tea,1,4,не оплачен",
    ),
    flags: mapped(",status=state"),
    net: 4_00,
    orders: 2,
  },
  {
    why: "a row of type refund goes back, a refund beside a sale as well",
    text: lines(
      `${HEADER},kind,back`,
      "1,2026-09-13,Tea,2,4,sale,3",
      "2,2026-09-13,Tea,1,4,Rückerstattung,0",
    ),
    flags: mapped(",type=kind,refund_amount=back"),
    net: 1_00,
    orders: 1,
  },
  {
    why: "sums at the end and in between are no sales",
    text: lines(
      HEADER,
      "1,2026-09-13,Tea,1,4",
      "2,2026-09-13,Tea,1,5",
      "Summe,2026-09-13,Summe,1,9",
      "3,2026-09-14,Tea,1,7",
      ",,Grand total,,16",
    ),
    flags: mapped(),
    net: 16_00,
    orders: 3,
  },
  {
    why: "a dish may be called like a sum",
    text: lines(HEADER, "1,2026-09-13,Total,1,4", "2,2026-09-13,Tea,1,5"),
    flags: mapped(),
    net: 9_00,
    orders: 2,
  },
  {
    why: "years of two digits that come first",
    text: lines(HEADER, "1,26-09-13,Tea,1,4", "2,26-09-14,Tea,1,4"),
    flags: mapped(),
    net: 8_00,
    orders: 2,
    first: "2026-09-13",
    last: "2026-09-14",
    note: /read year first/,
  },
  {
    why: "tax that prices contain is taken out of them",
    text: lines(`${HEADER},mwst,off`, "1,2026-09-13,Tea,1,11.90,1.52,2.38"),
    flags: { ...mapped(",tax=mwst,discount=off"), currency: "EUR" },
    net: 8_00,
    orders: 1,
    tax: 1_52,
    note: /taken out/,
  },
  {
    why: "a rate says it as well",
    text: lines(HEADER, "1,2026-09-13,Tea,1,11.90"),
    flags: { ...mapped(), currency: "EUR", pricesIncludeTax: true, taxRate: "19" },
    net: 10_00,
    orders: 1,
    tax: 1_90,
  },
  {
    why: "names that differ in capitals, spaces and the form of accents are one item",
    text: lines(HEADER, "1,2026-09-13,Café  Crème,1,4", "2,2026-09-13,CAFE\u0301 CRE\u0300ME,1,4"),
    flags: mapped(),
    net: 8_00,
    orders: 2,
    items: ["Café Crème"],
  },
  {
    why: "order numbers that begin again at midnight",
    text: lines(
      HEADER,
      "7,2026-09-12 11:00,Tea,1,4",
      "7,2026-09-13 00:30,Beer,1,5",
      "7,2026-09-13 12:00,Tea,1,4",
      "8,2026-09-12 23:50,Tea,1,4",
      "8,2026-09-13 00:20,Tea,1,4",
    ),
    flags: mapped(),
    net: 21_00,
    orders: 4,
  },
  {
    why: "two tills with the same numbers",
    text: lines(`${HEADER},kasse`, "1,2026-09-13 12:00,Tea,1,4,A", "1,2026-09-13 12:00,Tea,1,4,B"),
    flags: mapped(",register=kasse"),
    net: 8_00,
    orders: 2,
  },
  {
    why: "cells of an order stand on its first line only, short rows",
    text: lines(
      `${HEADER},memo`,
      "1,2026-09-13 12:00,Tea,1,4",
      ",,Cake,2,3,warm",
      "1,,Water,1,1",
      "2,2026-09-13 13:00,Tea,1,4",
    ),
    flags: mapped(),
    net: 15_00,
    orders: 2,
  },
  {
    why: "money without an item",
    text: lines(
      HEADER,
      "1,2026-09-13 12:00,Tea,1,9",
      "2,2026-09-13 13:00,,1,-9",
      "3,2026-09-13 14:00,,1,5",
    ),
    flags: mapped(),
    net: 5_00,
    orders: 2,
    items: ["Custom Amount", "Tea"],
  },
  {
    why: "months, halves of days and day numbers as elsewhere",
    text: lines(
      "no;when;what;pieces;each",
      "1;5 ene 2026 8:15 p. m.;Té;1;4",
      "2;3 août 2026 20h15;Thé;1;4",
      "3;2026年9月5日 下午8:15;茶;1;4",
      "4;46266,5;Tea;1;4",
    ),
    flags: mapped(),
    net: 16_00,
    orders: 4,
    first: "2026-01-05",
    last: "2026-09-05",
  },
  {
    why: "titles above the header, a line that says the separator, pipes",
    text: lines(
      "sep=|",
      "Sales by item",
      "From|13/09/2026",
      "no|when|what|pieces|each",
      "1|13/09/2026|Tea|1|4,50",
    ),
    flags: mapped(),
    net: 4_50,
    orders: 1,
  },
  {
    why: "a column says the currency",
    text: lines(`${HEADER},cur`, '1,2026-09-13,Tea,1,"4,50 zł",PLN'),
    flags: { ...mapped(",currency=cur"), currency: undefined },
    net: 4_50,
    orders: 1,
  },
  {
    why: "Clover, with a zone behind the time",
    text: lines(
      "Line Item Date,Order ID,Item Name,Total Revenue,Item Total,Tax Amount,Refunded,Order Payment State",
      "14-Sep-2026 01:10 AM EDT,A,Wrap,12.00,10.00,0.80,false,Paid",
      "14-Sep-2026 06:10 PM EDT,B,Tea,4.00,4.00,0.30,true,Paid",
    ),
    net: 10_00,
    orders: 2,
    tax: 1_10 - 30,
    first: "2026-09-13",
    last: "2026-09-14",
  },
  {
    why: "Loyverse in French, one receipt cancelled",
    text: lines(
      "Date,Numéro du reçu,Type de reçu,Catégorie,UGS,Article,Quantité,Ventes brutes,Réductions,Ventes nettes,PDV,Magasin,Statut",
      "14/09/2026 20:15,2-1,Vente,A,1,Soupe,1,10,2,8,P1,Centre,Fermé",
      "14/09/2026 20:20,2-2,Vente,A,1,Soupe,1,10,2,8,P1,Centre,Annulé",
    ),
    net: 8_00,
    orders: 1,
  },
  {
    why: "SumUp: prices with tax, refunds without a description",
    text: lines(
      "Datum;Typ;Transaktionsnummer;Zahlungsmethode;Menge;Beschreibung;Währung;Preis vor Rabatt;Rabatt;Preis (brutto);Preis (netto);Steuer",
      "14.09.2026, 11:53;Verkauf;T1;Karte;1;Menü;CHF;20,54;0,00;20,54;19,00;1,54",
      "14.09.2026, 11:58;Rückerstattung;T1;Karte;1;;CHF;-20,54;0,00;-20,54;-19,00;-1,54",
      "14.09.2026, 12:48;Verkauf;T2;Bar;1;Menü;CHF;11,00;1,00;10,00;9,25;0,75",
    ),
    flags: { currency: undefined },
    net: 9_25,
    orders: 2,
  },
  {
    why: "Shopify: discount, tax and refund of an order stand on its first line",
    text: lines(
      "Name,Financial Status,Currency,Discount Amount,Taxes,Refunded Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price",
      "#1,partially_refunded,USD,3.00,0,5.00,2026-09-14 12:00:00 -0400,1,Mug,20.00",
      "#1,,,,,,,2,Tea,5.00",
    ),
    net: 22_00,
    orders: 1,
  },
];

for (const { why, text, flags = {}, ...expected } of TAKEN) {
  onEveryEngine(`real files: ${why}`, async (engine) => {
    await using database = await engine.fresh();
    const summary = await importText(database, text, { ...PLACE, ...flags });
    const { net, orders, tax } = await sales(database);
    assert.deepEqual({ net, orders }, { net: expected.net, orders: expected.orders });
    assert.equal(summary.quarantined.rows, 0);
    if (expected.tax !== undefined) assert.equal(tax, expected.tax);
    if (expected.first !== undefined) assert.equal(summary.first_date, expected.first);
    if (expected.last !== undefined) assert.equal(summary.last_date, expected.last);
    if (expected.note !== undefined) assert.match(summary.notes.join("\n"), expected.note);
    if (expected.items === undefined) return;
    const items = await database.reader.selectFrom("menu_items").select("name").orderBy("name")
      .execute();
    assert.deepEqual(items.map(({ name }) => name), expected.items);
  });
}

/** A file that is refused: its text, the flags, and what the question and its answer say. */
const REFUSED: readonly (readonly [string, Flags, RegExp, RegExp])[] = [
  [
    lines(
      "Location,Order Id,Order #,Order Date,Item Selection Id,Menu Item,Gross Price,Net Price,Qty,Void?",
      "Main,1.2E+18,1,9/14/26 5:17 PM,1.2E+18,Tea,4,4,1,false",
    ),
    {},
    /saved by a spreadsheet/,
    /--ignore-row-ids/,
  ],
  [
    lines("order_id,date,item,unit_price,Units Sold,Promo", "1,2026-09-14,Tea,4,2,1"),
    {},
    /Not read.*Units Sold, Promo/,
    /--map ".*unit_price=unit_price,.*quantity=Units Sold,discount=Promo"/,
  ],
  [
    lines(`${HEADER},state`, "1,2026-09-14,Tea,1,4,Cancelled"),
    mapped(),
    /Not read.*state/,
    /status=state.*--ignore "state"/,
  ],
  [
    lines(HEADER, "1,2026-09-14,Tea,1,1.250"),
    { ...mapped(), currency: "EUR" },
    /what 1\.250 is/,
    /--decimal comma/,
  ],
  [lines(HEADER, "1,12-10-11,Tea,1,4"), mapped(), /day first or month first or year first/, /ymd/],
  [lines(HEADER, "1,2026-09-14,Tea,1,4"), { ...mapped(), currency: undefined }, /currency/, /USD/],
  [
    lines(HEADER, "1,2026-09-14,Tea,1,11.90"),
    { ...mapped(), pricesIncludeTax: true },
    /no column with its amount/,
    /--tax-rate/,
  ],
  [
    lines(
      HEADER,
      ...Array.from({ length: 20 }, (_, at) => `${at},2026-09-14,Tea,${at < 3 ? "x" : 1},4`),
    ),
    mapped(),
    /3 of 20 rows cannot be read: quantity is not a number \(lines 2, 3, 4\)/,
    /--accept-quarantine/,
  ],
  [
    lines("Bill No,Day,Dish,Rate", "1,2026-09-14,Tea,4"),
    {},
    /fit no known format/,
    /--map "order_id=Bill No,date=Day,item=Dish,unit_price=Rate"/,
  ],
  [
    lines(
      "id,date,time,name,size,type,price",
      "1,2026-09-14,11:38,hawaiian,M,classic,13.25",
      "2,2026-09-14,11:57,classic_dlx,M,classic,16",
      "2,2026-09-14,11:57,five_cheese,L,veggie,18.5",
    ),
    {},
    /fit no known format/,
    /"date=date,time=time,item=name,variation=size,category=type,unit_price=price,order_id=…"/,
  ],
  [
    lines("id,date,name,type,price", "1,2026-09-14,Tea,Sale,4", "2,2026-09-14,Tea,Refund,4"),
    {},
    /fit no known format/,
    /"date=date,item=name,type=type,unit_price=price,order_id=…"/,
  ],
  [
    lines(
      "order_id,date,item,unit_price,type",
      "1,2026-09-14,Greek,8,salad",
      "1,2026-09-14,Caesar,9,salad",
    ),
    {},
    /Not read.*type/,
    /unit_price=unit_price,category=type", or.*--ignore "type"/,
  ],
  [
    lines(
      "order_id,date,item,unit_price,category,type",
      "1,2026-09-14,Greek,8,salad,cold",
      "1,2026-09-14,Caesar,9,salad,cold",
    ),
    {},
    /Not read.*type/,
    /Say what they are with --map, or that they do not matter: --ignore "type"/,
  ],
  [
    lines("Thank you for your purchase.", "We are happy to see you."),
    {},
    /no row with the names/,
    /CSV/,
  ],
  [
    lines(`${HEADER},row`, "1,2026-09-14,Tea,1,4,9", "1,2026-09-14,Cake,1,5,9"),
    mapped(",line_id=row"),
    /Line 3 has the row id '9' of another row/,
    /--ignore-row-ids/,
  ],
];

for (const [text, flags, question, answer] of REFUSED) {
  onEveryEngine(`real files are refused: ${question.source}`, async (engine) => {
    await using database = await engine.fresh();
    await assert.rejects(importText(database, text, { ...PLACE, ...flags }), (error) => {
      assert.ok(error instanceof Error && "details" in error);
      assert.match(error.message, question);
      const { hint } = error.details as { readonly hint: string };
      assert.match(hint, answer);
      return true;
    });
    assert.deepEqual(await database.reader.selectFrom("imports").select("id").execute(), []);
    assert.equal((await dayFigures(database, "2026-09-14")).gross, 0);
  });
}

onEveryEngine("rows with destroyed ids are quarantined on request", async (engine) => {
  await using database = await engine.fresh();
  const text = lines(
    "Location,Order Id,Order #,Order Date,Item Selection Id,Menu Item,Gross Price,Net Price,Qty,Void?",
    "Main,1.2E+18,1,9/14/26 5:17 PM,1.2E+18,Tea,4,4,1,false",
    "Main,1.2E+18,1,9/14/26 5:17 PM,1.2E+18,Cake,5,5,1,false",
    "Main,1.2E+18,2,9/14/26 6:17 PM,1.2E+18,Tea,4,4,1,false",
  );
  await importText(database, text, { ...PLACE, ignoreRowIds: true });
  assert.deepEqual(await sales(database), { net: 13_00, orders: 2, tax: 0 });
});

onEveryEngine(
  "a column that is not read is named; one that says nothing is no question",
  async (engine) => {
    await using database = await engine.fresh();
    const text = lines(`${HEADER},state,discount,memo`, "1,2026-09-14,Tea,1,4,Paid,0.00,hot");
    const { unused_columns } = await importText(database, text, { ...PLACE, ...mapped() });
    assert.deepEqual(unused_columns, ["state", "discount", "memo"]);
  },
);
