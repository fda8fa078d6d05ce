import assert from "node:assert/strict";
import { keepAnalysed } from "../../../src/restaurant/feedback/keep_analysed.ts";
import { startBackground } from "../../../src/work/background.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { openWithUnread } from "../../support/feedback.ts";

const NOW = Temporal.Instant.from("2026-12-31T12:00:00Z");
const OPTIONS = {
  waiting: 10,
  drainMs: 60_000,
  onError: (_: string, error: unknown) => assert.fail(`${error}`),
};

onEveryEngine("unread feedback is analysed in the background queue", async (engine) => {
  await using database = await openWithUnread(engine);
  await using background = startBackground(OPTIONS);
  using _kept = keepAnalysed(database, background, () => NOW);
  assert.deepEqual(background.names, ["feedback analysis"]);
  await background.idle();
  const feedback = await database.reader.selectFrom("feedback").select("id").execute();
  const analysed = await database.reader.selectFrom("feedback_analyses").selectAll().execute();
  assert.ok(feedback.length > 0);
  assert.deepEqual(
    analysed.map(({ feedback_id }) => feedback_id).sort(),
    feedback.map(({ id }) => id).sort(),
  );
});

onEveryEngine("once it is disposed, waiting work reads nothing", async (engine) => {
  await using database = await openWithUnread(engine);
  await using background = startBackground(OPTIONS);
  keepAnalysed(database, background, () => NOW)[Symbol.dispose]();
  await background.idle();
  assert.deepEqual(
    await database.reader.selectFrom("feedback_analyses").selectAll().execute(),
    [],
  );
});
