import type { Reader } from "../../storage/database.ts";
import { chooseNamed } from "../../values/choose_named.ts";
import { RestaurantError } from "../../values/errors.ts";
import { ASPECTS } from "../feedback/model/aspects.ts";
import { type FeedbackSearch, matchingFeedback } from "../feedback/search/find_feedback.ts";
import { itemsCalled } from "../feedback/search/search_feedback.ts";
import { inWords } from "./readable.ts";
import type { ReportRequest } from "./request.ts";

/**
 * The feedback that a customer report is about.
 *
 * @throws {RestaurantError} INVALID_INPUT for an unknown aspect, NOT_FOUND for a channel or an item
 * that nothing is known of; both say what there is.
 */
export async function feedbackOf(
  reader: Reader,
  { period, locations, filters: { aspect, channel, item } = {} }: ReportRequest,
): Promise<FeedbackSearch> {
  const all = { location_ids: locations.map(({ id }) => id), period };
  return {
    ...all,
    ...(aspect !== undefined && { aspect: knownAspect(aspect) }),
    ...(channel !== undefined && { channel: await knownChannel(reader, all, channel) }),
    ...(item !== undefined && { items: await itemsCalled(reader, item) }),
  };
}

/** What a customer report is narrowed to, in words; undefined if it is about everything. */
export function narrowedTo({ filters = {} }: ReportRequest): string | undefined {
  const words = Object.entries(filters).map(([name, value]) =>
    `${name} ${inWords((value ?? "").trim())}`
  );
  return words.length === 0 ? undefined : words.join(", ");
}

function knownAspect(wanted: string): string {
  const found = ASPECTS.find((aspect) => inWords(aspect) === inWords(wanted.trim()).toLowerCase());
  if (found !== undefined) return found;
  const problem = `Aspects are ${ASPECTS.join(", ")}.`;
  throw new RestaurantError("INVALID_INPUT", `filters.aspect: ${problem}`, {
    fields: [{ field: "filters.aspect", problem }],
  });
}

async function knownChannel(
  reader: Reader,
  search: FeedbackSearch,
  wanted: string,
): Promise<string> {
  const rows = await matchingFeedback(reader, search).select("feedback.channel").distinct()
    .orderBy("feedback.channel").execute();
  const channels = rows.map(({ channel }) => channel);
  const things = channels.map((id) => ({ id, name: inWords(id) }));
  return chooseNamed(wanted, things, {
    what: "channel",
    field: "filters.channel",
    hint: channels.length === 0
      ? "There is no feedback in this period."
      : `Channels: ${channels.join(", ")}.`,
  }).id;
}
