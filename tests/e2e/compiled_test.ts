import assert from "node:assert/strict";
import { compiledBinary, compiler } from "../support/compile.ts";
import { connectClient } from "../support/clients.ts";
import { everyAnswer } from "../support/every_answer.ts";
import { emptyPlace } from "../support/postgres/places.ts";
import { run, serveProgram } from "../support/server_process.ts";

const compile = await compiler();
if (compile === undefined) {
  // Skipped if the runtime that `deno compile` downloads is not available.
  Deno.test.ignore("the compiled binary does all of it (no compiler works here)", () => {});
} else {
  Deno.test("the compiled binary imports, serves and answers, from any folder", async () => {
    const binary = await compiledBinary(compile);
    const cwd = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(
        `${cwd}/sales.csv`,
        "order_id,date,time,item,category,unit_price\n" +
          "1,2026-03-07,23:30,Pie,Dessert,6.50\n1,2026-03-07,23:30,Coffee,Drinks,3.00\n" +
          "2,2026-03-08,01:15,Coffee,Drinks,3.00\n",
      );
      const args = [
        "import",
        "sales.csv",
        "--location",
        "downtown",
        "--timezone",
        "Europe/Paris",
        "--currency",
        "EUR",
      ];
      const imported = await run({ command: binary, args }, { cwd });
      assert.equal(imported.code, 0, imported.stderr);
      await using place = await emptyPlace();
      const env = { DATABASE_URL: place.url };
      const onServer = await run({ command: binary, args }, { cwd, env });
      assert.equal(onServer.code, 0, onServer.stderr);
      assert.equal(withoutId(onServer.stdout), withoutId(imported.stdout));
      const command = { command: binary, args: [], cwd };
      await using client = await connectClient(command);
      const { structured } = await client.callTool("get_sales_data", { date: "2026-03-07" });
      assert.equal(structured.total_sales, 12.5);
      assert.equal(structured.transactions, 2);
      await using served = await serveProgram({ command: binary, args: ["--demo"] }, { cwd });
      await using over = await connectClient(served.url);
      assert.equal((await over.callTool("health_check")).structured.status, "healthy");
      assert.ok(Object.keys(await everyAnswer(over)).length > 15);
    } finally {
      await Deno.remove(cwd, { recursive: true });
    }
  });
}

/** Each import has an id of its own. */
function withoutId(summary: string): string {
  return summary.replace(/undo \w{8}/, "undo …");
}
