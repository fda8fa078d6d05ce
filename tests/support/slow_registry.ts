import type { Registry } from "../../src/mcp/registry.ts";
import type { Database } from "../../src/storage/database.ts";
import type { Runner } from "../../src/work/runner.ts";
import { testEdge, testRegistry } from "./calls.ts";

const SLOW_MS = 1200;

/** The shipped registry whose jobs take more than a second and say how far they are. */
export function slowRegistry(database: Database): Registry {
  const { runner } = testEdge(database);
  const slow: Pick<Runner, "run"> = {
    async run(name, question, view) {
      view.progress(0.25, "Reading the figures");
      await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      return await runner.run(name, question, view);
    },
  };
  return testRegistry(database, { runner: slow });
}
