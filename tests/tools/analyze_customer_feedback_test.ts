import assert from "node:assert/strict";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openWithFeedback, SAID } from "../support/feedback.ts";

onEveryEngine("one piece of feedback, with quotes from its text and what to do", async (engine) => {
  await using database = await openWithFeedback(engine);
  const { structured, text } = await callTool(testRegistry(database), "analyze_customer_feedback", {
    feedback_id: "yelp-2",
  });
  assert.deepEqual((structured.overall as { sentiment: string }).sentiment, "negative");
  const [alert] = structured.alerts as {
    kind: string;
    quote: string;
    start: number;
    end: number;
  }[];
  assert.equal(alert?.kind, "illness");
  assert.equal(SAID["yelp-2"].text.slice(alert?.start, alert?.end), alert?.quote);
  assert.match(text, /ALERT illness/);
  assert.ok((structured.suggestions as unknown[]).length > 0);
});

onEveryEngine("suggestions can be left out, and praise has none", async (engine) => {
  await using database = await openWithFeedback(engine);
  const registry = testRegistry(database);
  const without = await callTool(registry, "analyze_customer_feedback", {
    feedback_id: "yelp-2",
    include_suggestions: false,
  });
  assert.equal(without.structured.suggestions, undefined);
  const praise = await callTool(registry, "analyze_customer_feedback", { feedback_id: "PRAISE01" });
  assert.deepEqual(praise.structured.suggestions, []);
});

onEveryEngine("unknown feedback is refused with what to do", async (engine) => {
  await using database = await openWithFeedback(engine);
  const { structured } = await callTool(testRegistry(database), "analyze_customer_feedback", {
    feedback_id: "NOBODY01",
  });
  assert.equal(structured.error_code, "NOT_FOUND");
  assert.match(String(structured.hint), /search_feedback/);
});
