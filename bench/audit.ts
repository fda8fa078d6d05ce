import { fillDemo } from "../src/demo/fill_demo.ts";
import { startAudit } from "../src/security/audit.ts";
import { openSqlite } from "../src/storage/sqlite/sqlite.ts";
import { systemClock } from "../src/values/clock.ts";
import { callTool, testRegistry } from "../tests/support/calls.ts";
import { fileAddress } from "../src/storage/address/database_address.ts";
import { figure, median, timed } from "./measure.ts";

const CALLS = 1000;
const ROUNDS = 7;
const QUESTION = { date: "2026-01-01", end_date: "2026-03-31", group_by: "category" };

/**
 * The cost of the audit for a read: the same calls in one process, with it and without it, in
 * turns.
 */
export async function benchAudit(): Promise<string[]> {
  const folder = await Deno.makeTempDir();
  try {
    await using database = await openSqlite(fileAddress(`${folder}/restaurant.db`));
    await fillDemo(database, { now: systemClock() });
    await using audit = startAudit(database, { flushMs: 1000, onError: () => {} });
    const without = testRegistry(database);
    const withAudit = testRegistry(database, { audit });
    const call = async (registry: typeof without) => {
      for (let i = 0; i < CALLS; i++) await callTool(registry, "get_sales_data", QUESTION);
    };
    const rounds: { plain: number; audited: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const plain = await timed(() => call(without));
      const audited = await timed(async () => {
        await call(withAudit);
        await audit.flush();
      });
      rounds.push({ plain, audited });
    }
    const plain = median(rounds.map((round) => round.plain)) / CALLS;
    const ratio = median(rounds.map((round) => round.audited / round.plain));
    return [
      `audit: a read takes ${figure(plain)} ms without it; with it, its entries written, ` +
      `${figure(ratio)} times as long (median of ${ROUNDS} rounds of ${CALLS})`,
    ];
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
