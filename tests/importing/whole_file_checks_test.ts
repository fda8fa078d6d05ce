import assert from "node:assert/strict";
import { ImportQuestion } from "../../src/importing/kind/question.ts";
import type { Database } from "../../src/storage/database.ts";
import { SQLITE } from "../support/engines.ts";
import { type Flags, importText } from "../support/imports.ts";

/*
 * Files that would be read to the end and be wrong. Each is a question before anything is written,
 * and the answer that it proposes takes it right.
 */

const PLACE: Flags = {
  location: "downtown",
  timezone: "America/New_York",
  acceptQuarantine: false,
};
const MAP = "order_id=check,date=day,item=dish,quantity=pieces,unit_price=price";
const MAPPED: Flags = { ...PLACE, map: [MAP] };
const HEADER = "check,day,dish,pieces,price";

function lines(...rows: readonly string[]): string {
  return [...rows, ""].join("\n");
}

/** Net sales over all days in minor units. */
async function netOf({ reader }: Database): Promise<number> {
  const days = await reader.selectFrom("sales_rollups").selectAll()
    .where("dimension", "=", "day").execute();
  return days.reduce((sum, day) => sum + day.gross - day.discounts - day.refunds, 0);
}

/** A file that is asked about: the question, what its answer has, and the net with another answer. */
interface Asked {
  readonly why: string;
  readonly text: string;
  readonly flags?: Flags;
  readonly question: RegExp;
  readonly hint: RegExp;
  readonly answer?: Flags;
  readonly net?: number;
}

const ASKED: readonly Asked[] = [
  {
    why: "totals that have the tax on top, where it is mostly in the prices",
    text: lines(
      "check;day;dish;pieces;price;vat;Total",
      "1;2026-09-13;Cola;2;6,00;2,40;14,40",
      "2;2026-09-13;Wine;3;5,00;3,00;18,00",
    ),
    flags: { ...PLACE, currency: "EUR", map: [`${MAP},tax=vat`] },
    question: /Total is quantity times price plus tax \(line 2\), so prices seem to be without tax/,
    hint: /--no-prices-include-tax or --prices-include-tax/,
    answer: { pricesIncludeTax: false },
    net: 27_00,
  },
  {
    why: "net sales below quantity times price",
    text: lines(`${HEADER},Net Sales`, "1,2026-09-13,Ramen,2,9,15", "2,2026-09-13,Tea,1,3,3"),
    question: /Net Sales disagrees .* line 2 has 15, quantity times price is 18/,
    hint: /net=Net Sales" if it is what was paid, .*line_total=Net Sales".*--ignore "Net Sales"/,
    answer: { map: [`${MAP},net=Net Sales`] },
    net: 18_00,
  },
  {
    why: "a total that has the price for the whole row",
    text: lines(`${HEADER},Total`, "1,2026-09-13,Ramen,2,18,18", "2,2026-09-13,Tea,3,9,9"),
    question: /Total disagrees .* and in 1 more rows/,
    hint: /line_total=Total/,
    answer: { map: ["order_id=check,date=day,item=dish,quantity=pieces,line_total=Total"] },
    net: 27_00,
  },
  {
    why: "a column called Amount that counts pieces",
    text: lines("order_id,date,item,unit_price,Amount", "1,2026-09-13,Ramen,9,2"),
    flags: PLACE,
    question: /Amount disagrees/,
    hint: /quantity=Amount" if it counts pieces/,
    answer: {
      map: ["order_id=order_id,date=date,item=item,unit_price=unit_price,quantity=Amount"],
    },
    net: 18_00,
  },
  {
    why: "small numbers under a name in no list, if there is no quantity",
    text: lines("order_id,date,item,unit_price,Bestellt", "1,2026-09-13,Ramen,9,2"),
    flags: PLACE,
    question: /No column is read as the quantity, and Bestellt/,
    hint: /quantity=Bestellt/,
    answer: { ignore: ["Bestellt"] },
    net: 9_00,
  },
  {
    why: "the number of an order, which may be one of pieces",
    text: lines("order_id,date,item,unit_price,Number", "1,2026-09-13,Ramen,9,3"),
    flags: PLACE,
    question: /No column is read as the quantity, and Number/,
    hint: /quantity=Number/,
  },
  {
    why: "both a price and a total of the row by name, and they disagree",
    text: lines("order_id,date,item,quantity,unit_price,line_total", "1,2026-09-13,Ramen,2,9,9"),
    flags: PLACE,
    question: /line_total disagrees/,
    hint: /--ignore "line_total"/,
    answer: { ignore: ["line_total"] },
    net: 18_00,
  },
  {
    why: "a lower price beside the one that is read",
    text: lines(`${HEADER},Sale Price`, "1,2026-09-13,Ramen,2,9,8", "2,2026-09-13,Tea,1,3,3"),
    question: /Sale Price disagrees .* line 2 has 8, the price is 9/,
    hint: /unit_price=Sale Price" if it is what was asked for one/,
    answer: { map: [MAP.replace("=price", "=Sale Price")] },
    net: 19_00,
  },
  {
    why: "pieces that came back, in a column of their own",
    text: lines(`${HEADER},Returned Qty`, "1,2026-09-13,Ramen,2,9,1"),
    question: /Not read.*Returned Qty/,
    hint: /--ignore "Returned Qty"/,
  },
  {
    why: "a currency in the title above the columns",
    text: lines("Sales (amounts in EUR)", "", HEADER, "1,2026-09-13,Ramen,1,9"),
    question: /to be read in USD, but the title says 'Sales \(amounts in EUR\)'/,
    hint: /--currency EUR/,
  },
  {
    why: "a currency behind the name of a column",
    text: lines("check,day,dish,pieces,price_eur", "1,2026-09-13,Ramen,1,9"),
    flags: { map: ["order_id=check,date=day,item=dish,quantity=pieces,unit_price=price_eur"] },
    question: /called 'price_eur'/,
    hint: /--currency EUR/,
  },
  {
    why: "what is paid on top of a price",
    text: lines(`${HEADER},Extras price`, "1,2026-09-13,Ramen,1,9,1.50"),
    question: /adds to the price: Extras price \(line 2: 1.50\)/,
    hint: /line_total=/,
  },
  {
    why: "a word for a refused payment in a column of any name",
    text: lines(`${HEADER},Bank says`, "1,2026-09-13,Ramen,1,9,Declined"),
    question: /Bank says is not read, though it says 'Declined' on line 2/,
    hint: /status=Bank says/,
    answer: { map: [`${MAP},status=Bank says`] },
    net: 0,
  },
  {
    why: "a reason for a void where nothing says void",
    text: lines("order_id,date,item,unit_price,Void Reason", "1,2026-09-13,Ramen,9,wrong table"),
    flags: PLACE,
    question: /Void Reason is not read/,
    hint: /status=Void Reason/,
    answer: {
      map: ["order_id=order_id,date=date,item=item,unit_price=unit_price,status=Void Reason"],
    },
    net: 0,
  },
  {
    why: "rates of tax beside prices below them",
    text: lines(`${HEADER},vat`, "1,2026-09-13,Ramen,1,9,19", "2,2026-09-13,Tea,1,3,7"),
    flags: { map: [`${MAP},tax=vat`] },
    question: /vat seems to hold rates of tax, not amounts \(line 2: 19 beside a price of 9\)/,
    hint: /--tax-rate 19.*--ignore "vat"/,
  },
  {
    why: "one value of tax beside prices of all sizes",
    text: lines(`${HEADER},tax`, "1,2026-09-13,Ramen,1,45,8", "2,2026-09-13,Tea,4,25.50,8"),
    flags: { map: [`${MAP},tax=tax`] },
    question: /tax seems to hold rates/,
    hint: /--map "order_id=check.*price" --ignore "tax"/,
    answer: { map: [MAP], ignore: ["tax"] },
    net: 147_00,
  },
  {
    why: "a tax with thousandths in every row",
    text: lines(`${HEADER},tax`, "1,2026-09-13,Ramen,1,45.00,8.875"),
    flags: { map: [`${MAP},tax=tax`] },
    question: /rates of tax/,
    hint: /--tax-rate/,
  },
  {
    why: "a currency in the name of the price, beside another flag",
    text: lines("check,day,dish,pieces,Price (EUR)", "1,2026-09-13,Ramen,1,9"),
    flags: { map: ["order_id=check,date=day,item=dish,quantity=pieces,unit_price=Price (EUR)"] },
    question: /to be read in USD, but the column of amounts is called 'Price \(EUR\)'/,
    hint: /--currency EUR/,
    answer: { currency: "EUR" },
    net: 9_00,
  },
  {
    why: "a sign that another currency has",
    text: lines(HEADER, "1,2026-09-13,Ramen,1,9.00 €"),
    question: /line 2 has '9.00 €'/,
    hint: /--currency EUR/,
    answer: { currency: "EUR" },
    net: 9_00,
  },
  {
    why: "a sign that several currencies share, but not this one",
    text: lines(HEADER, "1,2026-09-13,Ramen,1,$9.00"),
    flags: { currency: "SEK" },
    question: /to be read in SEK, but line 2 has '\$9.00'/,
    hint: /--currency …/,
  },
  {
    why: "an unread column of currencies that says another one",
    text: lines(`${HEADER},Currency`, "1,2026-09-13,Ramen,1,9,CAD"),
    question: /line 2 has 'CAD' in Currency/,
    hint: /--currency CAD/,
  },
  {
    why: "half a yen",
    text: lines(HEADER, "1,2026-09-13,Ramen,1,9.50"),
    flags: { currency: "JPY" },
    question: /JPY has no decimals, but line 2 has 9.50/,
    hint: /--currency/,
  },
  {
    why: "cents in a column without a name",
    text: lines(`${HEADER},`, "1,2026-09-13,Ramen,1,9,50", "2,2026-09-13,Tea,1,3,00"),
    question: /Column 6 has no name, but numbers in it \(line 2: 50\)/,
    hint: /; or tabs/,
  },
  {
    why: "cents in a column of notes",
    text: lines(`${HEADER},memo`, "1,2026-09-13,Ramen,1,9,50", "2,2026-09-13,Tea,1,3,25"),
    question: /price has whole numbers only and memo two or three digits in every row/,
    hint: /; or tabs/,
  },
  {
    why: "cents in the column of tips, one of them with a zero in front",
    text: lines(`${HEADER},tip`, "1,2026-09-13,Ramen,1,9,50", "2,2026-09-13,Tea,1,3,05"),
    flags: { map: [`${MAP},tip=tip`] },
    question: /price has whole numbers only and tip/,
    hint: /quoted/,
  },
  {
    why: "days that a spreadsheet took for months, and those that it could not",
    text: lines(HEADER, "1,46031,Ramen,1,9", "2,13/09/2026,Tea,1,3", "3,25/09/2026,Tea,1,3"),
    question: /A spreadsheet has turned some dates into numbers \(line 2: 46031\)/,
    hint: /without opening/,
  },
  {
    why: "an id that a spreadsheet could not show",
    text: lines(HEADER, "####,2026-09-13,Ramen,1,9"),
    question: /Line 2 has the id ####/,
    hint: /--ignore-row-ids/,
  },
  {
    why: "ids of which only fifteen digits are left",
    text: lines(HEADER, "1300000015734300000,2026-09-13,Ramen,1,9"),
    question: /Line 2 has the id 1300000015734300000/,
    hint: /--ignore-row-ids/,
  },
];

for (const { why, text, flags = {}, question, hint, answer, net } of ASKED) {
  Deno.test(`asked about: ${why}`, async () => {
    await using database = await SQLITE.fresh();
    const asked = { ...(flags === PLACE ? PLACE : MAPPED), ...flags };
    await assert.rejects(importText(database, text, asked), (error) => {
      assert.ok(error instanceof ImportQuestion, String(error));
      assert.match(error.message, question);
      assert.match(error.details.hint ?? "", hint);
      return true;
    });
    assert.deepEqual(await database.reader.selectFrom("imports").select("id").execute(), []);
    if (answer === undefined) return;
    await importText(database, text, { ...asked, ...answer });
    assert.equal(await netOf(database), net);
  });
}

/** A file of the same kinds that is right: nothing is asked. */
interface Taken {
  readonly why: string;
  readonly text: string;
  readonly flags?: Flags;
  readonly net: number;
  readonly note?: RegExp;
}

const TAKEN: readonly Taken[] = [
  {
    why: "a total that agrees, also with discount, tax or tip",
    text: lines(
      `${HEADER},off,tax,Total,Grand total`,
      "1,2026-09-13,Ramen,2,9,1,1.50,17,18.50",
      "2,2026-09-13,Tea,1,3,0,0.25,3,3.25",
    ),
    flags: { map: [`${MAP},discount=off,tax=tax`] },
    net: 20_00,
  },
  {
    why: "the total of the order on each of its rows",
    text: lines(
      `${HEADER},Total`,
      "1,2026-09-13,Ramen,2,9,21",
      "1,2026-09-13,Tea,1,3,21",
      "2,2026-09-13,Tea,1,3,3",
    ),
    net: 24_00,
  },
  {
    why: "an order's total with its delivery is said, not asked",
    text: lines(`${HEADER},Order total`, "1,2026-09-13,Ramen,2,9,23", "2,2026-09-13,Tea,1,3,8"),
    net: 21_00,
    note: /Order total disagrees .* the rows of the order come to 18.* It was not read/,
  },
  {
    why: "a total of zero in a row that was cancelled",
    text: lines(
      `${HEADER},state,Total`,
      "1,2026-09-13,Ramen,2,9,Cancelled,0",
      "2,2026-09-13,Tea,1,3,Paid,3",
    ),
    flags: { map: [`${MAP},status=state`] },
    net: 3_00,
  },
  {
    why: "amounts of tax by two rates",
    text: lines(
      `${HEADER},vat`,
      "1,2026-09-13,Ramen,1,9,0.63",
      "2,2026-09-13,Wine,1,9,1.71",
      "3,2026-09-13,Tea,2,3,0.42",
    ),
    flags: { map: [`${MAP},tax=vat`] },
    net: 24_00,
  },
  {
    why: "amounts in a column under an unknown name are named",
    text: lines(`${HEADER},Birthday`, "1,2026-09-13,Ramen,1,9,2.50"),
    net: 9_00,
    note: /amounts that were not read: Birthday \(line 2: 2.50\)/,
  },
  {
    why: "the currency of a header, if nothing else says it",
    text: lines("check,day,dish,pieces,Preis in €", "1,2026-09-13,Ramen,1,9"),
    flags: {
      map: ["order_id=check,date=day,item=dish,quantity=pieces,unit_price=Preis in €"],
      currency: undefined,
    },
    net: 9_00,
  },
  {
    why: "dollars of a country that has them, too",
    text: lines(HEADER, "1,2026-09-13,Taco,1,$9.00"),
    flags: { currency: "MXN" },
    net: 9_00,
  },
  {
    why: "days of spreadsheets beside dates that say their own order",
    text: lines(HEADER, "1,46031,Ramen,1,9", "2,2026-09-13,Tea,1,3"),
    net: 12_00,
  },
  {
    why: "the sum of a table that counts what was voided",
    text: lines(
      `${HEADER},state`,
      "1,2026-09-13,Ramen,1,9,Paid",
      "2,2026-09-13,Tea,1,3,Void",
      ",,,2,12,",
    ),
    flags: { map: [`${MAP},status=state`] },
    net: 9_00,
  },
  {
    why: "a date that is the same in every order",
    text: lines(HEADER, "1,5/5/2026,Ramen,1,9"),
    net: 9_00,
  },
  {
    why: "a price of the list above the one that is read",
    text: lines(`${HEADER},List price,Cost price`, "1,2026-09-13,Ramen,1,9,12,2.50"),
    net: 9_00,
  },
  {
    why: "a gift card without a word in the file is said",
    text: lines(HEADER, "1,2026-09-13,Gift Card 25,1,25"),
    net: 25_00,
    note: /'Gift Card 25' was taken for a sale/,
  },
  {
    why: "a sale that was refunded, and the row of its refund",
    text: lines(
      `${HEADER},kind,state`,
      "1,2026-09-13,Ramen,1,9,sale,refunded",
      "1,2026-09-13,Ramen,1,9,refund,done",
      "2,2026-09-13,Tea,1,3,sale,done",
    ),
    flags: { map: [`${MAP},type=kind,status=state`] },
    net: 3_00,
  },
  {
    why: "sums under other names",
    text: lines(
      HEADER,
      "1,2026-09-13,Ramen,1,9",
      "2,2026-09-13,Tea,1,3",
      "3,2026-09-13,TTL,1,12",
      "4,2026-09-13,总额,1,12",
    ),
    net: 12_00,
  },
  {
    why: "the row numbers of a table in front",
    text: lines(`,${HEADER}`, "0,1,2026-09-13,Ramen,1,9", "1,2,2026-09-13,Tea,1,3"),
    net: 12_00,
  },
  {
    why: "an item that is called like a sum is said",
    text: lines(HEADER, "1,2026-09-13,Ramen,1,9", "2,2026-09-13,Grand total,1,9.80"),
    net: 18_80,
    note: /'Grand total' was sold \(line 3\)/,
  },
  {
    why: "the average of the rows above is no sale",
    text: lines(
      HEADER,
      "1,2026-09-13,Ramen,1,9",
      "2,2026-09-13,Tea,1,3",
      "3,2026-09-13,Durchschnitt,1,6",
    ),
    net: 12_00,
  },
];

for (const { why, text, flags = {}, net, note } of TAKEN) {
  Deno.test(`taken: ${why}`, async () => {
    await using database = await SQLITE.fresh();
    const { notes, quarantined } = await importText(database, text, { ...MAPPED, ...flags });
    assert.equal(await netOf(database), net);
    assert.equal(quarantined.rows, 0);
    if (note !== undefined) assert.match(notes.join("\n"), note);
  });
}

Deno.test("yes and no mean what their column is called", async () => {
  for (
    const [column, sold, unsold] of [
      ["Paid", "Yes", "No"],
      ["Bezahlt", "ja", "nein"],
      ["Voided?", "no", "YES"],
      ["Storno", "", "x"],
      ["Refunded", "FALSE", "TRUE"],
      ["Cancelled at", "", "2026-09-13 20:15"],
      ["Voided by", "", "Ann"],
    ] as const
  ) {
    await using database = await SQLITE.fresh();
    const text = lines(
      `${HEADER},${column}`,
      `1,2026-09-13,Ramen,1,9,${sold}`,
      `2,2026-09-13,Tea,1,3,${unsold}`,
    );
    await importText(database, text, { ...MAPPED, map: [`${MAP},status=${column}`] });
    assert.equal(await netOf(database), 9_00, column);
  }
});

Deno.test("numbers that begin again at midnight are orders of their own", async () => {
  await using database = await SQLITE.fresh();
  const text = lines(
    HEADER,
    ...["23:40", "23:50", "23:58"].map((time, at) => `${at + 1},2026-09-13 ${time},Tea,1,3`),
    ...["00:05", "00:15"].map((time, at) => `${at + 1},2026-09-14 ${time},Tea,1,3`),
  );
  await importText(database, text, MAPPED);
  const orders = await database.reader.selectFrom("orders").select("id").execute();
  assert.equal(orders.length, 5);
});

Deno.test("a check that goes on after midnight stays one", async () => {
  await using database = await SQLITE.fresh();
  const text = lines(
    HEADER,
    "81,2026-09-13 23:40,Tea,1,3",
    "84,2026-09-13 23:58,Tea,1,3",
    "81,2026-09-14 00:05,Tea,1,3",
    "85,2026-09-14 00:09,Tea,1,3",
  );
  await importText(database, text, MAPPED);
  const orders = await database.reader.selectFrom("orders").select("id").execute();
  assert.equal(orders.length, 3);
});

Deno.test("the encoding that was guessed is said, with a name", async () => {
  await using database = await SQLITE.fresh();
  const bytes = [
    ...new TextEncoder().encode(`${HEADER}\n1,2026-09-13,`),
    ...[0xec, 0xef, 0xf5, 0xf3, 0xe1, 0xea, 0xdc, 0xf2],
    ...new TextEncoder().encode(",1,9\n"),
  ];
  const { encoding, notes } = await importText(database, Uint8Array.from(bytes), MAPPED);
  assert.equal(encoding, "windows-1253");
  assert.match(notes.join(), /read as windows-1253 \('μουσακάς'\)\. --encoding/);
});

Deno.test("what says nothing for sure is set aside: placeholders, codes, denied refunds", async () => {
  for (
    const [id, state, amount] of [
      ["NULL", "Paid", "3"],
      ["#N/A", "Paid", "3"],
      ["2", "Refund declined", "3"],
      ["2", "partially paid", "3"],
      ["2", "0", "3"],
    ] as const
  ) {
    await using database = await SQLITE.fresh();
    const text = lines(
      `${HEADER},state`,
      "1,2026-09-13,Ramen,1,9,Paid",
      `${id},2026-09-13,Tea,1,${amount},${state}`,
    );
    const { quarantined } = await importText(database, text, {
      ...MAPPED,
      map: [`${MAP},status=state`],
    });
    assert.equal(quarantined.rows, 1, `${id} ${state}`);
    assert.equal(await netOf(database), 9_00);
  }
});

Deno.test("more than was paid is not given back", async () => {
  await using database = await SQLITE.fresh();
  const text = lines(`${HEADER},back`, "1,2026-09-13,Ramen,1,9,15");
  const { quarantined_for } = await importText(database, text, {
    ...MAPPED,
    map: [`${MAP},refund_amount=back`],
  });
  assert.equal(quarantined_for[0]?.reason, "refund_amount is more than was paid");
});

Deno.test("rows in another currency can be left out, a column of them cannot", async () => {
  await using database = await SQLITE.fresh();
  const flags = { ...MAPPED, acceptQuarantine: true };
  const text = lines(HEADER, "1,2026-09-13,Ramen,1,9", "2,2026-09-13,Tea,1,3 €");
  const { quarantined } = await importText(database, text, flags);
  assert.equal(quarantined.rows, 1);
  const named = lines("check,day,dish,pieces,Price (EUR)", "1,2026-09-13,Ramen,1,9");
  const map = [MAP.replace("=price", "=Price (EUR)")];
  await assert.rejects(importText(database, named, { ...flags, map }), ImportQuestion);
});
