import { IDS_AT_ONCE, insertMany, slices } from "../../storage/bulk.ts";
import { freshIds } from "../../storage/ids.ts";
import type { Writer } from "../../storage/database.ts";
import { noteFeedbackChanged } from "../../storage/feedback_mark.ts";
import type { Row } from "../../storage/schema/schema.ts";
import type { BusinessCalendar } from "../../values/business_day.ts";
import { type MomentReader, momentReader, type WrittenMoment } from "../cells/moments.ts";
import { RowProblem } from "../cells/row_problem.ts";
import { showsTime, showsTimeBehind } from "../cells/shown_times.ts";
import { booksOf } from "../kind/books.ts";
import { ensurePlace } from "../kind/ensure_place.ts";
import type { ImportRecord, Kind } from "../kind/kind.ts";
import type { Outcome } from "../kind/outcome.ts";
import { placeNamed } from "../kind/places.ts";
import type { Taking } from "../kind/taking.ts";
import { type Known, readKnown } from "./known.ts";
import { guestText } from "./guest_text.ts";
import { readRating, starsOf } from "./rating.ts";
import { scaleNotes, scalesOf, sourceOf } from "./scales.ts";

/**
 * What guests wrote: one row per piece of feedback. Only text and date are required. An id is kept;
 * the same id at the same location is the same piece, corrected if it says something else; the same
 * text within a week at one location, from any source, counts once. Names, addresses and handles of
 * guests are never stored: the column of authors is not even read.
 */
export const feedback: Kind = {
  name: "feedback",
  numbers: [],
  dates: ["date"],
  located: true,
  money: false,
  whole: true,
  touches: [{ table: "feedback" }],
  formats: [{
    name: "generic",
    title: "Feedback",
    columns: {
      id: ["id", "feedback_id", "review_id", "reviewId"],
      text: [
        "text",
        "review",
        "review_text",
        "comment",
        "comments",
        "feedback",
        "review content",
        "content",
        "message",
        "customer comments",
      ],
      rating: [
        "rating",
        "stars",
        "star_rating",
        "starRating",
        "score",
        "review rating",
        "overall rating",
        "thumbs",
        "review_rating",
      ],
      date: [
        "date",
        "review_date",
        "submitted_at",
        "created_at",
        "createTime",
        "created",
        "published_at",
        "timestamp",
        "date submitted",
        "review_datetime_utc",
        "publishedAtDate",
      ],
      time: ["time"],
      source: ["source", "platform", "channel", "provider", "site"],
      location: ["location", "location name", "store", "restaurant", "store name", "branch"],
      order_id: ["order_id", "order id", "order number"],
    },
    required: [["text"], ["date"]],
  }],
  example: {
    id: "G-1042",
    text: "Lovely ramen, but we waited 40 minutes for it.",
    rating: "3",
    date: "2026-11-20 20:15",
    source: "google",
    location: "",
    order_id: "",
  },
  async books({ writer }) {
    const sums = writer.selectFrom("feedback").select(({ fn }) => [
      fn.countAll().as("feedback"),
      fn.sum("rating").as("stars"),
    ]);
    return booksOf(await sums.executeTakeFirst());
  },
  async begin(taking) {
    const known = await readKnown(taking.writer);
    const notes: string[] = [];
    return {
      take: (records) => takeFeedback(taking, known, records, notes),
      gained: ({ added }) => ({ feedback: added }),
      notes: () => notes,
    };
  },
};

/** A row that was read, or what is wrong with it. */
type Read = {
  readonly outcome: Outcome;
  readonly row?: Row<"feedback">;
  /** Whether the row takes the place of a stored one. */
  readonly isCorrection?: boolean;
};

async function takeFeedback(
  taking: Taking,
  known: Known,
  records: readonly ImportRecord[],
  notes: string[],
): Promise<Outcome[]> {
  const scales = scalesOf(records);
  notes.push(...scaleNotes(records, scales));
  const ids = await freshIds(taking.writer, "feedback", records.length);
  const orders = await ordersNamed(taking, records);
  const momentOf = feedbackMoments(taking);
  const read: Read[] = [];
  for (const [at, record] of records.entries()) {
    read.push(
      await readRow(taking, { known, scales, orders, momentOf, fresh: ids[at] ?? "" }, record),
    );
  }
  const rows = (isCorrection: boolean) =>
    read.flatMap(({ row, isCorrection: is = false }) =>
      row !== undefined && is === isCorrection ? [row] : []
    );
  const [added, corrected] = [rows(false), rows(true)];
  const { writer, keeper } = taking;
  await insertMany(writer, "feedback", added);
  for (const { rating } of added) keeper.add({ stars: rating ?? 0 });
  for (const row of corrected) keeper.add({ stars: await correct(writer, row) });
  if (added.length + corrected.length > 0) await noteFeedbackChanged(writer);
  return read.map(({ outcome }) => outcome);
}

interface Rules {
  readonly known: Known;
  /** The highest rating of each source. */
  readonly scales: ReadonlyMap<string, number>;
  /** The locations of the orders that rows name, by order id. */
  readonly orders: ReadonlyMap<string, string>;
  readonly momentOf: MomentReader;
  /** A new id, for a row without one. */
  readonly fresh: string;
}

async function readRow(taking: Taking, rules: Rules, record: ImportRecord): Promise<Read> {
  const { line } = record;
  try {
    const place = placeNamed(taking.plan.places, record.cell("location"));
    const row = rowOf(rules, record, place);
    const standing = rules.known.note(row, { line, hasId: record.cell("id") !== "" });
    const isCorrection = standing === "corrected";
    if (standing !== "new" && !isCorrection) return { outcome: { line, skipped: standing } };
    await ensurePlace(taking, place);
    const effect = isCorrection ? "changed" : "added";
    return { row, isCorrection, outcome: { line, effect, place, date: row.business_date } };
  } catch (problem) {
    if (!(problem instanceof RowProblem)) throw problem;
    return { outcome: { line, problem } };
  }
}

/**
 * What was read out of the earlier text goes; the new one is read in the background.
 *
 * @return By how many stars the rating changed.
 */
async function correct(writer: Writer, { id, ...row }: Row<"feedback">): Promise<number> {
  const known = await writer.selectFrom("feedback").select("rating").where("id", "=", id)
    .executeTakeFirst();
  const { text, received_at, business_date, rating } = row;
  await writer.updateTable("feedback")
    .set({ text, received_at, business_date, ...(rating !== null && { rating }) })
    .where("id", "=", id).execute();
  for (const table of ["feedback_themes", "feedback_analyses"] as const) {
    await writer.deleteFrom(table).where("feedback_id", "=", id).execute();
  }
  return rating === null ? 0 : rating - (known?.rating ?? 0);
}

function rowOf(
  { known, scales, orders, momentOf, fresh }: Rules,
  { cell }: ImportRecord,
  place: BusinessCalendar & { readonly id: string },
): Row<"feedback"> {
  const text = guestText(cell("text"));
  if (text === "") throw new RowProblem("text", "is empty");
  const { at, business_date } = momentOf({ date: cell("date"), time: cell("time") }, place);
  const rating = readRating(cell("rating"));
  const channel = sourceOf(cell("source"));
  const scale = scales.get(channel) ?? 5;
  return {
    ...known.idsOf(place.id, idOf(cell("id")), fresh),
    location_id: place.id,
    order_id: orders.get(cell("order_id")) === place.id ? cell("order_id") : null,
    received_at: at,
    business_date,
    channel,
    rating: rating === null ? null : starsOf(rating, scale),
    text,
  };
}

/**
 * Some guests' reviews have a time and others do not: those are put at noon. So is midnight, which
 * a cell without a time has: no business day begins at it, and the review would be a day early.
 */
function feedbackMoments({ plan }: Taking): MomentReader {
  const timed = momentReader({ ...plan, timesKnown: true });
  const untimed = momentReader({ ...plan, timesKnown: false });
  return (written, ...where) => (hasTime(written) ? timed : untimed)(written, ...where);
}

function hasTime({ date, time }: WrittenMoment): boolean {
  return /\d/.test(time) && showsTime(time) || showsTimeBehind(date);
}

/** An id of another system, or none; one with spaces or without end is none. */
function idOf(text: string): string {
  if (/^[\x21-\x7e]{0,64}$/.test(text)) return text;
  throw new RowProblem("id", "has spaces, other alphabets, or more than 64 characters");
}

async function ordersNamed(
  { writer }: Taking,
  records: readonly ImportRecord[],
): Promise<Map<string, string>> {
  const wanted = [
    ...new Set(records.map(({ cell }) => cell("order_id")).filter((id) => id !== "")),
  ];
  const found = new Map<string, string>();
  for (const ids of slices(wanted, IDS_AT_ONCE)) {
    const rows = await writer.selectFrom("orders").select(["id", "location_id"])
      .where("id", "in", ids).execute();
    for (const { id, location_id } of rows) found.set(id, location_id);
  }
  return found;
}
