import type { Block } from "../../report/model.ts";
import type { Row } from "../../storage/schema/schema.ts";
import { inWords } from "./readable.ts";

/** What is quoted of a piece of feedback; its sentiment is null until it is analysed. */
interface Quotable extends Pick<Row<"feedback">, "rating" | "text" | "business_date" | "channel"> {
  readonly sentiment: string | null;
}

const MOST_QUOTES = 12;
const LONGEST_QUOTE = 500;

/**
 * What guests wrote, with its rating, date and channel.
 *
 * @param feedback The newest first.
 * @param isWanted Whether a text with a rating is quoted.
 * @param mood What a text without a rating says, if it is quoted.
 */
export function quotes(
  feedback: readonly Quotable[],
  isWanted: (rating: number) => boolean,
  mood: "positive" | "negative",
): Block[] {
  const wanted = feedback.filter(({ rating, sentiment, text }) =>
    (rating === null ? sentiment === mood : isWanted(rating)) && text.trim() !== ""
  );
  if (wanted.length === 0) return [{ type: "text", text: "No feedback." }];
  const left = wanted.length - MOST_QUOTES;
  return [
    {
      type: "list",
      items: wanted.slice(0, MOST_QUOTES).map(({ text, rating, business_date, channel }) =>
        `“${quoted(text)}” (${rating === null ? "" : `${rating} of 5, `}${
          inWords(channel)
        }, ${business_date})`
      ),
    },
    ...(left > 0 ? [{ type: "text" as const, text: `And ${left} more.` }] : []),
  ];
}

/** A text of a guest, cut if it is longer than a reader of quotes reads. */
function quoted(text: string): string {
  const plain = text.trim();
  return plain.length <= LONGEST_QUOTE ? plain : `${plain.slice(0, LONGEST_QUOTE).trimEnd()}…`;
}
