import assert from "node:assert/strict";
import { sql } from "kysely";
import { feedbackHasWords } from "../../src/storage/scope/text_search.ts";
import { POSTGRES } from "../support/engines.ts";
import { openWithFeedback } from "../support/feedback.ts";

Deno.test("words of feedback are looked up in the index of PostgreSQL", async () => {
  await using database = await openWithFeedback(POSTGRES);
  const plan = await database.write(async (writer) => {
    // A few rows are read faster without.
    await sql`set local enable_seqscan = off`.execute(writer);
    const words = feedbackHasWords(writer, "CAFÉ crème");
    const { rows } = await sql<Record<string, string>>`
      explain select id from feedback where ${words ?? sql`false`}`.execute(writer);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  });
  assert.match(plan, /Bitmap Index Scan on feedback_search/);
});
