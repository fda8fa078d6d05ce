import type { Registry } from "../../src/mcp/registry.ts";
import { complete } from "../../src/mcp/complete.ts";
import { LOCAL } from "../../src/security/principal.ts";
import { callTool, readResource, requestContext } from "./calls.ts";
import { seeStatements } from "./statements.ts";
import { openStepCounter } from "./step_counter.ts";

/** A request of a client: its method and parameters. */
export type Question = readonly [method: string, params: Readonly<Record<string, unknown>>];

/** Steps of each statement of a question. Lists of values count as one, however long. */
export type Steps = ReadonlyMap<string, number>;

/**
 * Asks questions one after the other, and counts the steps of their statements by running them again
 * on a copy.
 *
 * @param image The bytes of the database that the registry answers from, in SQLite's memory.
 */
export async function stepsOf(
  registry: Registry,
  image: Uint8Array,
  questions: readonly Question[],
): Promise<ReadonlyMap<string, Steps>> {
  using counter = openStepCounter(image);
  const counted = new Map<string, Steps>();
  for (const question of questions) {
    const steps = new Map<string, number>();
    using seen = seeStatements();
    await ask(registry, question);
    for (const statement of seen.runs) {
      const text = statement.text.replace(/\(\?(?:, \?)*\)(?:, \(\?(?:, \?)*\))*/g, "(?)");
      steps.set(text, (steps.get(text) ?? 0) + counter.steps(statement));
    }
    counted.set(JSON.stringify(question), steps);
  }
  return counted;
}

/** The answer about what only another call would have made. */
const NOT_THERE = /^NOT_FOUND: There is no (?:purchase order|change) /;

async function ask(registry: Registry, [method, params]: Question): Promise<void> {
  const name = String(params.name);
  if (method === "tools/call") {
    const { isError, text } = await callTool(registry, name, params.arguments);
    if (isError && !NOT_THERE.test(text)) throw new Error(`${name}: ${text}`);
  } else if (method === "resources/read") {
    const uri = String(params.uri);
    if (!uri.startsWith("restaurant://reports/")) await readResource(registry, uri);
  } else if (method === "prompts/get") {
    const prompt = registry.prompts.find(({ definition }) => definition.name === name);
    await prompt?.get({}, LOCAL, requestContext());
  } else if (method === "completion/complete") {
    const { ref, argument } = params as unknown as Completion;
    const { signal } = new AbortController();
    await complete(registry, ref, argument, { principal: LOCAL, signal });
  } else {
    throw new Error(`Nothing is known of ${method}`);
  }
}

interface Completion {
  readonly ref: Parameters<typeof complete>[1];
  readonly argument: Parameters<typeof complete>[2];
}
