import assert from "node:assert/strict";
import { ImportQuestion } from "../../../src/importing/kind/question.ts";
import { onEveryEngine } from "../../support/engines.ts";
import { importText } from "../../support/imports.ts";

const FLAGS = { location: "downtown", timezone: "America/New_York" };
const fileOf = (...dates: string[]) =>
  ["order_id,date,item,unit_price", ...dates.map((date, at) => `${at},${date},Tea,4`)].join("\n");

onEveryEngine("years of two digits may come first, whatever separates them", async (engine) => {
  for (const mark of ["/", ".", "-"]) {
    await using database = await engine.fresh();
    const text = fileOf(`26${mark}09${mark}13`, `26${mark}09${mark}14`);
    const { first_date, last_date, notes } = await importText(database, text, FLAGS);
    assert.deepEqual([first_date, last_date], ["2026-09-13", "2026-09-14"]);
    assert.match(notes.join("\n"), /read year first/);
  }
});

onEveryEngine("dates in the future and decades apart are said", async (engine) => {
  await using database = await engine.fresh();
  const { notes } = await importText(
    database,
    fileOf("2026-09-13", "1999-09-13", "2126-09-13"),
    FLAGS,
  );
  assert.match(notes.join("\n"), /into the future, to 2126-09-13/);
  assert.match(notes.join("\n"), /from 1999-09-13 to 2126-09-13/);
});

onEveryEngine("what stands behind a date and is no time is not overlooked", async (engine) => {
  await using database = await engine.fresh();
  const text = fileOf("2026-09-13 25:30", "2026-09-13 - 2026-09-15", "2026-09-13 (Sun)");
  const { taken, quarantined, quarantined_for } = await importText(database, text, FLAGS);
  assert.deepEqual([taken.rows, quarantined.rows], [1, 2]);
  assert.match(quarantined_for[0]?.reason ?? "", /no time of day/);
});

onEveryEngine(
  "a file without one readable date is refused with the text it has",
  async (engine) => {
    await using database = await engine.fresh();
    await assert.rejects(importText(database, fileOf("Sept-ish", "later"), FLAGS), (error) => {
      assert.ok(error instanceof ImportQuestion);
      assert.match(error.message, /No row has a date.*line 2: 'Sept-ish'/);
      assert.match(error.details.hint ?? "", /--map date=/);
      return true;
    });
  },
);
