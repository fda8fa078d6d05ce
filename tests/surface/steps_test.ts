import assert from "node:assert/strict";
import { startAudit } from "../../src/security/audit.ts";
import type { Database } from "../../src/storage/database.ts";
import { testRegistry } from "../support/calls.ts";
import { effort } from "../support/effort.ts";
import { everyQuestion } from "../support/every_question.ts";
import { fillFloor, place } from "../support/floor.ts";
import { MANY_QUESTIONS } from "../support/many_questions.ts";
import { BEEF, BUNS, LETTUCE, move } from "../support/pantry.ts";
import { addPast, type Past } from "../support/past.ts";
import { filledFile, openFilled } from "../support/sqlite_image.ts";
import { type Question, type Steps, stepsOf } from "../support/steps_of_calls.ts";

/** How much more there is the second time. */
const TIMES = effort({ quick: 5, thorough: 50 });
/** What may grow: a tree gets deeper, and a list of twenty has a few more of another kind. */
const MOST_GROWTH = 1.3;
/** Steps that no answer notices. */
const FEW_STEPS = 200;

/** Enough for the lists of the answers, and for what looks at the latest two hundred. */
const RECENT: Past = { mark: "R", until: "2026-12-31", days: 50, times: 3 };
/** Ended before any period that is asked about. */
const LONG_AGO: Past = { mark: "L", until: "2023-11-01", days: 60, times: 1 };

/** Statements whose answer lists or counts every row that they read. */
const IN_THE_ANSWER: readonly RegExp[] = [
  // What guests said, by theme, sentiment and rating; alerts before anything else.
  /^select .* from "feedback" left join "feedback_analyses" /,
  // The refunds of a report.
  /^select "refunds"."id", .* left join "orders" /,
  /^select "refund_id", "name", "amount" from "refund_lines" /,
  // How often an ingredient was counted.
  /^select "location_id", count\(\*\) as "counts" from "stock_movements" /,
  // Everyone whom a reply must not name.
  /^select distinct "employee" from "time_entries" /,
];

/** Statements that look at the latest orders only, up to a number. */
const LIMITED: readonly RegExp[] = [
  /^select "id", "opened_at" from \(select "orders"\.\* from "orders" .* limit \?\) as "orders"/,
  /^select "id", "opened_at" from \(select "orders"\.\* .* limit \? offset \?\) as "orders"$/,
  /from "order_lines" inner join \(select "id", "location_id", "business_date" from "orders" .* limit \?\) as "latest"/,
];

/**
 * The beginning of a day that is compared with one that is not over, and what was sold on the days of
 * two counts before and after them: its orders, one by one.
 */
const PART_OF_DAY: readonly RegExp[] = [
  /^select "menu_item_id", sum\("quantity"\) as "units" from "order_lines" inner join "orders" /,
  /^select "id" from "(?:orders|refunds)" where "location_id" = \? and "business_date" = \?/,
  /^select \* from "(?:orders|order_\w+|refunds|refund_lines)" where "(?:id|\w+_id)" in \(\?\)/,
];

/** Sums of what orders took from stock: a movement for each ingredient of each of them. */
const MOVED_BY_ORDERS: readonly RegExp[] = [
  /^select "ingredient_id", "kind", sum\("quantity"\) as "quantity" from "stock_movements" /,
];

/** A smaller and a larger history, and the statements that may take more steps with the larger. */
interface Growth {
  readonly few: readonly Past[];
  readonly many: readonly Past[];
  readonly expected: readonly RegExp[];
}

const GROWTHS: Readonly<Record<string, Growth>> = {
  "orders a day": {
    few: [RECENT],
    many: [{ ...RECENT, times: TIMES * RECENT.times }],
    expected: [...IN_THE_ANSWER, ...LIMITED, ...PART_OF_DAY, ...MOVED_BY_ORDERS],
  },
  "years of history": {
    few: [RECENT, LONG_AGO],
    many: [RECENT, { ...LONG_AGO, days: TIMES * LONG_AGO.days }],
    expected: [...IN_THE_ANSWER, ...LIMITED],
  },
};

for (const [name, { few, many, expected }] of Object.entries(GROWTHS)) {
  Deno.test(`no call takes more steps with ${TIMES} times the ${name}`, async () => {
    const before = await stepsAfter(`few ${name}`, few);
    const after = await stepsAfter(`many ${name}`, many);
    const grown = [...after].flatMap(([call, steps]) => growth(call, before.get(call), steps));
    const isExpected = (text: string) => expected.some((known) => known.test(text));
    assert.deepEqual(grown.filter(({ text }) => !isExpected(text)), []);
  });
}

/** Tools that are asked with ids of this past. */
const ASKED = new Set(["analyze_customer_feedback", "reply_to_feedback", "generate_report"]);

/** The statements of a call that took more steps the second time. */
function growth(call: string, before: Steps | undefined, after: Steps) {
  return [...after].flatMap(([text, steps]) => {
    const few = before?.get(text) ?? 0;
    return steps <= MOST_GROWTH * few + FEW_STEPS
      ? []
      : [{ call, few, steps, text: text.replaceAll(/\s+/g, " ") }];
  });
}

/** The steps of every statement of every call after a past. */
async function stepsAfter(
  name: string,
  pasts: readonly Past[],
): Promise<ReadonlyMap<string, Steps>> {
  const fill = (database: Database) => fillPast(database, pasts);
  const image = await Deno.readFile(await filledFile(name, fill));
  await using database = await openFilled(name, fill);
  const onError = (error: unknown) => assert.fail(`${error}`);
  await using audit = startAudit(database, { flushMs: 1_000_000, onError });
  const registry = testRegistry(database, { audit });
  return await stepsOf(registry, image, await questionsTo(database, registry));
}

async function fillPast(database: Database, pasts: readonly Past[]): Promise<void> {
  await fillFloor(database);
  for (const { id } of [BEEF, BUNS, LETTUCE]) await move(database, id, 10_000_000);
  for (const past of pasts) await addPast(database, past);
  await place(database);
}

/** Every question that a client can ask, with what it may ask about. */
async function questionsTo(
  { reader }: Database,
  registry: ReturnType<typeof testRegistry>,
): Promise<Question[]> {
  const { id: order } = await reader.selectFrom("orders").select("id")
    .where("status", "=", "received").executeTakeFirstOrThrow();
  const { id: feedback_id } = await reader.selectFrom("feedback").select("id")
    .where("id", "like", "R%").orderBy("id").executeTakeFirstOrThrow();
  const about = [
    ["analyze_customer_feedback", { feedback_id }],
    ["reply_to_feedback", { feedback_id, reply: "Thank you for coming, we are glad." }],
    ...MANY_QUESTIONS,
  ] as const;
  const asked = about.map(([name, args]) => ["tools/call", { name, arguments: args }] as const);
  const others = everyQuestion(registry, { order })
    .filter(([method, { name }]) => method !== "tools/list" && !ASKED.has(String(name)));
  return [...asked, ...others];
}
