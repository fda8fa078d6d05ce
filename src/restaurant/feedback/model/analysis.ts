import type { AlertKind } from "./alert_patterns.ts";
import type { Aspect } from "./aspects.ts";
import type { Language } from "./language.ts";
import type { Sentiment } from "./sentiment.ts";
import type { Priority } from "./sub_issues.ts";

/** Words of the guest: `text.slice(start, end) === quote`, in UTF-16 code units. */
export interface Quote {
  readonly quote: string;
  readonly start: number;
  readonly end: number;
}

/** What a guest says of one aspect. */
export interface AspectAnalysis {
  readonly aspect: Aspect;
  readonly sentiment: Sentiment;
  /** From −1 to 1. */
  readonly score: number;
  /** Concrete complaints, such as "served_cold". */
  readonly sub_issues: readonly string[];
  readonly evidence: readonly Quote[];
}

/** Something that a manager must see at once. */
export interface Alert extends Quote {
  readonly kind: AlertKind;
  readonly severity: "critical" | "high" | "medium";
}

/** A concrete complaint with the words that make it. */
export interface JudgedIssue extends Quote {
  readonly id: string;
}

/** What to do about it. */
export interface Suggestion {
  /** Null if it answers an alert. */
  readonly aspect: Aspect | null;
  /** The sub-issue or kind of alert. */
  readonly about: string;
  readonly priority: Priority;
  readonly action: string;
  readonly because: string;
}

/** An item of the menu that a guest mentions. */
export interface MentionedItem extends Quote {
  readonly menu_item_id: string;
}

/** All that the text of one piece of feedback tells. */
export interface Analysis {
  readonly overall: {
    readonly sentiment: Sentiment;
    /** From −1 to 1. */
    readonly score: number;
    /** How likely the sentiment is right, from 0 to 1. */
    readonly confidence: number;
  };
  readonly aspects: readonly AspectAnalysis[];
  readonly alerts: readonly Alert[];
  readonly menu_items: readonly MentionedItem[];
  readonly staff_named: boolean;
  readonly rating_text_mismatch: boolean;
  readonly language: Language;
  readonly suggestions: readonly Suggestion[];
  /** What makes the answer less sure. */
  readonly warnings: readonly string[];
  readonly model_version: string;
}
