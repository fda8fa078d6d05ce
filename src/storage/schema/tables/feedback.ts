import type { DateText } from "../../../values/business_day.ts";
import type { InstantText } from "../../../values/clock.ts";
import type { Descriptors } from "./descriptor.ts";
import { BUSINESS_DATE } from "./words.ts";

/** Row types: feedback of guests. */
export interface FeedbackTables {
  feedback: {
    id: string;
    location_id: string;
    order_id: string | null;
    received_at: InstantText;
    business_date: DateText;
    channel: string;
    rating: number | null;
    text: string;
    source_id: string | null;
  };
  feedback_analyses: {
    feedback_id: string;
    location_id: string;
    model_version: string;
    sentiment: string;
    analysis: string;
    analysed_at: InstantText;
  };
  feedback_themes: {
    feedback_id: string;
    location_id: string;
    kind: "aspect" | "alert" | "issue" | "item";
    name: string;
    sentiment: string | null;
  };
  feedback_replies: {
    id: string;
    feedback_id: string;
    location_id: string;
    position: number;
    status: "draft" | "sent";
    text: string;
    actor: string;
    written_at: InstantText;
  };
  reply_limits: {
    location_id: string;
    most_refund: number;
  };
}

/** Feedback of guests. */
export const FEEDBACK: Descriptors<FeedbackTables> = {
  feedback: {
    scope: "own",
    key: ["id"],
    about: "What guests wrote.",
    columns: {
      id: "The id from its source, or eight capital letters or digits.",
      location_id: "The location it is about.",
      order_id: "The order it is about; null if that is not known.",
      received_at: "UTC instant at which it was received.",
      business_date: BUSINESS_DATE,
      channel: "Where it came from.",
      rating: "Stars from 1 to 5; null if none were given.",
      text: "What the guest wrote.",
      source_id: "The id from its source if another location has a piece of that id; else null.",
    },
  },
  feedback_analyses: {
    scope: "own",
    key: ["feedback_id"],
    about: "What the texts of feedback say, by one version of the model.",
    columns: {
      feedback_id: "The feedback.",
      location_id: "The location it is about.",
      model_version: "Model and rules that read it; others are read again in the background.",
      sentiment: "positive, negative, neutral or mixed.",
      analysis: "Everything that was found, as JSON.",
      analysed_at: "UTC instant.",
    },
  },
  feedback_themes: {
    scope: "own",
    key: ["feedback_id", "kind", "name"],
    about: "What each piece of feedback speaks of, for counting.",
    columns: {
      feedback_id: "The feedback.",
      location_id: "The location it is about.",
      kind: "aspect, alert, issue (a concrete complaint) or item (of the menu).",
      name: "Such as food, illness, served_cold, or the id of a menu item.",
      sentiment: "How an aspect is judged; null for the others.",
    },
  },
  feedback_replies: {
    scope: "own",
    key: ["id"],
    about: "Answers to feedback, drafts, or replies sent by other means.",
    columns: {
      id: "Eight capital letters or digits.",
      feedback_id: "The feedback that it answers.",
      location_id: "The location it is about.",
      position: "Which reply to its feedback it is, from 1.",
      status: "draft, or sent by other means.",
      text: "The answer.",
      actor: "Who wrote it, as people know them.",
      written_at: "UTC instant.",
    },
  },
  reply_limits: {
    scope: "own",
    key: ["location_id"],
    about: "What a reply to feedback may promise.",
    columns: {
      location_id: "The location.",
      most_refund: "Highest amount that a reply may promise to give back, in minor units.",
    },
  },
};
