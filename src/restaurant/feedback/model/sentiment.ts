/** Sentiments, in the order of the models' outputs. */
export const SENTIMENTS = ["positive", "negative", "neutral", "mixed"] as const;

/** One of them. */
export type Sentiment = typeof SENTIMENTS[number];
