import assert from "node:assert/strict";
import { LOCAL } from "../../src/security/principal.ts";
import { setReplyLimit } from "../../src/restaurant/feedback/replies/reply_limit.ts";
import type { Database } from "../../src/storage/database.ts";
import { callTool, testRegistry } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { openWithFeedback } from "../support/feedback.ts";

async function reply(database: Database, text: string, status = "draft") {
  const args = { feedback_id: "yelp-2", reply: text, status };
  const { structured } = await callTool(testRegistry(database), "reply_to_feedback", args);
  const fields = (structured.fields ?? []) as { problem: string }[];
  return { ...structured, problems: fields.map(({ problem }) => problem) } as
    & Record<string, unknown>
    & {
      readonly problems: readonly string[];
    };
}

onEveryEngine("a reply is kept with who and when, and shown in search", async (engine) => {
  await using database = await openWithFeedback(engine);
  const kept = await reply(
    database,
    "Thank you for telling us. We are looking into it and will call you.",
  );
  assert.deepEqual([kept.status, kept.written_by, kept.location], ["draft", "local", "downtown"]);
  const piece = async (tool: string) =>
    await callTool(testRegistry(database), tool, { feedback_id: "yelp-2" });
  assert.match(
    (await piece("analyze_customer_feedback")).text,
    /Reply draft, by local at 20.*call you/,
  );
  await reply(database, "Thank you. We called you today.", "sent");
  const { structured } = await callTool(testRegistry(database), "search_feedback", {
    alert: "any",
  });
  assert.equal((structured.feedback as { reply: string }[])[0]?.reply, "sent");
  const { structured: one } = await callTool(testRegistry(database), "analyze_customer_feedback", {
    feedback_id: "yelp-2",
  });
  assert.deepEqual(
    (one.replies as { text: string }[]).map(({ text }) => text),
    ["Thank you. We called you today."],
  );
});

onEveryEngine("a draft after a sent reply does not hide that it was sent", async (engine) => {
  await using database = await openWithFeedback(engine);
  const registry = testRegistry(database);
  await reply(database, "An older draft.");
  await reply(database, "Thank you. We called you today.", "sent");
  await reply(database, "A second thought.");
  await reply(database, "And here is what we changed.");
  const found = await callTool(registry, "search_feedback", { alert: "any" });
  assert.match(found.text, /\| reply sent, newer draft$/m);
  const one = await callTool(registry, "analyze_customer_feedback", { feedback_id: "yelp-2" });
  assert.deepEqual(
    (one.structured.replies as { status: string; text: string }[])
      .map(({ status, text }) => [status, text]),
    [["sent", "Thank you. We called you today."], ["draft", "And here is what we changed."]],
  );
  assert.match(one.text, /^Reply sent, by local at .*"Thank you. We called you today\."$/m);
  assert.match(one.text, /^Reply draft, by local at .*"And here is what we changed\."$/m);
});

onEveryEngine("a reply names its writer by the name of the token", async (engine) => {
  await using database = await openWithFeedback(engine);
  const owner = { ...LOCAL, id: "token:K7Q2M9XA", name: "Owner" };
  const args = { feedback_id: "yelp-2", reply: "Thank you for telling us." };
  const { structured } = await callTool(
    testRegistry(database),
    "reply_to_feedback",
    args,
    owner,
  );
  assert.equal(structured.written_by, "Owner (token:K7Q2M9XA)");
});

onEveryEngine("promises of money are held against the location's limit", async (engine) => {
  await using database = await openWithFeedback(engine);
  assert.match(
    (await reply(database, "We will refund you $20.")).problems.join(),
    /no promises of money/,
  );
  await database.write((writer) => setReplyLimit(writer, "downtown", 20_00));
  assert.equal((await reply(database, "We will refund you $20.")).status, "draft");
  assert.match(
    (await reply(database, "We will refund you $20.50.")).problems.join(),
    /more than it may/,
  );
  assert.match(
    (await reply(database, "You get a full refund.")).problems.join(),
    /without an amount/,
  );
  assert.equal((await reply(database, "Sadly we cannot refund you.")).status, "draft");
});

onEveryEngine(
  "everything that must not be in it is listed at once, and nothing is kept",
  async (engine) => {
    await using database = await openWithFeedback(engine);
    const { error_code, problems } = await reply(
      database,
      "Our salad made you ill and we were negligent. Our server Dana has been told. A full refund is on its way.",
    );
    assert.equal(error_code, "INVALID_INPUT");
    assert.equal(problems.length, 4);
    const rows = await database.reader.selectFrom("feedback_replies").selectAll().execute();
    assert.deepEqual(rows, []);
  },
);

onEveryEngine("the same reply again under one key is kept once", async (engine) => {
  await using database = await openWithFeedback(engine);
  const registry = testRegistry(database);
  const args = { feedback_id: "yelp-2", reply: "Thank you.", idempotency_key: "a" };
  const first = await callTool(registry, "reply_to_feedback", args);
  const again = await callTool(registry, "reply_to_feedback", args);
  assert.deepEqual(again.structured, first.structured);
  const { count } = await database.reader.selectFrom("feedback_replies")
    .select(({ fn }) => fn.countAll().as("count")).executeTakeFirstOrThrow();
  assert.equal(Number(count), 1);
  const other = await callTool(registry, "reply_to_feedback", { ...args, reply: "Thanks!" });
  assert.equal(other.structured.error_code, "CONFLICT");
});
