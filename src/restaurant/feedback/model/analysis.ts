import { z } from "zod";
import { ALERT_KINDS } from "./alert_patterns.ts";
import { ASPECTS } from "./aspects.ts";
import { SENTIMENTS } from "./sentiment.ts";
import { PRIORITIES } from "./sub_issues.ts";

const sentiment = z.enum(SENTIMENTS);
const aspect = z.enum(ASPECTS);
/** From −1 to 1. */
const score = z.number();

const quote = z.object({ quote: z.string(), start: z.int(), end: z.int() });

/** Words of the guest: `text.slice(start, end) === quote`, in UTF-16 code units. */
export type Quote = Readonly<z.output<typeof quote>>;

const aspectAnalysis = z.object({
  aspect,
  sentiment,
  score,
  /** Concrete complaints, such as "served_cold". */
  sub_issues: z.array(z.string()).readonly(),
  evidence: z.array(quote).readonly(),
});

/** What a guest says of one aspect. */
export type AspectAnalysis = Readonly<z.output<typeof aspectAnalysis>>;

const alert = quote.extend({
  kind: z.enum(ALERT_KINDS),
  severity: z.enum(["critical", "high", "medium"]),
});

/** Something that a manager must see at once. */
export type Alert = Readonly<z.output<typeof alert>>;

/** A concrete complaint with the words that make it. */
export interface JudgedIssue extends Quote {
  readonly id: string;
}

const suggestion = z.object({
  /** Null if it answers an alert. */
  aspect: aspect.nullable(),
  /** The sub-issue or kind of alert. */
  about: z.string(),
  priority: z.enum(PRIORITIES),
  action: z.string(),
  because: z.string(),
});

/** How to fix it. */
export type Suggestion = Readonly<z.output<typeof suggestion>>;

const mentionedItem = quote.extend({ menu_item_id: z.string() });

/** An item of the menu that a guest mentions. */
export type MentionedItem = Readonly<z.output<typeof mentionedItem>>;

/** The form of an analysis as it is stored. */
export const analysisForm = z.object({
  overall: z.object({
    sentiment,
    score,
    /** How likely the sentiment is right, from 0 to 1. */
    confidence: z.number(),
  }),
  aspects: z.array(aspectAnalysis).readonly(),
  alerts: z.array(alert).readonly(),
  menu_items: z.array(mentionedItem).readonly(),
  staff_named: z.boolean(),
  rating_text_mismatch: z.boolean(),
  language: z.object({ code: z.string(), confidence: z.number() }),
  suggestions: z.array(suggestion).readonly(),
  /** What makes the answer less certain. */
  warnings: z.array(z.string()).readonly(),
  model_version: z.string(),
});

/** Everything found in the text of one piece of feedback. */
export type Analysis = Readonly<z.output<typeof analysisForm>>;
