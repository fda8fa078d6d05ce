import { AS_OF } from "../../deploy/as_of.ts";
import { IDENTITY } from "../../src/app/registry.ts";
import type { Registry } from "../../src/mcp/registry.ts";
import { type ServerFactory, serverFactory } from "../../src/mcp/server.ts";
import type { Principal } from "../../src/security/principal.ts";

/** The suite's release, and its newest one, which has frozen requirements for each revision. */
export const SUITES = { latest: "0.1.16", newest: "0.2.0-alpha.12" } as const;

/** Two registries as one. */
export function merge(a: Registry, b: Registry): Registry {
  return {
    tools: [...a.tools, ...b.tools],
    resources: [...a.resources, ...b.resources],
    prompts: [...a.prompts, ...b.prompts],
  };
}

/** The capabilities that the suite wants to see and this server has no use for (yet). */
export function withTestCapabilities(registry: Registry): ServerFactory {
  const createServer = serverFactory(IDENTITY, registry);
  const create = (principal: Principal) => {
    const server = createServer(principal);
    server.registerCapabilities({ logging: {}, completions: {}, resources: { subscribe: true } });
    server.setRequestHandler("completion/complete", () => ({
      completion: { values: ["paris", "park", "party"], total: 3, hasMore: false },
    }));
    server.setRequestHandler("resources/subscribe", () => ({}));
    server.setRequestHandler("resources/unsubscribe", () => ({}));
    return server;
  };
  return Object.assign(create, { implementation: createServer.implementation });
}

/** What the edge knows of a registry with fixtures: their calls are for the library. */
export function withoutTools(registry: Registry, { tools }: Registry): Registry {
  return { ...registry, tools: registry.tools.filter((tool) => !tools.includes(tool)) };
}

/** The scenarios that a run of several tells of, and whether each was passed. */
export function scenariosIn(report: string): ReadonlyMap<string, boolean> {
  const summary = report.slice(report.indexOf("=== SUMMARY ==="));
  const found = summary.matchAll(/^(✓|✗) ([\w-]+): \d+ passed, \d+ failed$/gm);
  return new Map([...found].map(([, mark, name = ""]) => [name, mark === "✓"]));
}

/** Runs the suite against a server; what it says in the end is counted. */
export async function conformance(
  { port }: URL,
  version: typeof SUITES[keyof typeof SUITES],
  ...args: string[]
): Promise<{ passed: number; failed: number; report: string }> {
  const suite = `npm:@modelcontextprotocol/conformance@${version}`;
  const url = `http://localhost:${port}/mcp`;
  // A folder of its own: the suite reads package files where it runs.
  const cwd = await Deno.makeTempDir();
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--quiet", AS_OF, "-A", suite, "server", "--url", url, ...args],
      cwd,
      stdin: "null",
      env: { NO_COLOR: "1" },
      signal: AbortSignal.timeout(120_000),
    }).output();
    const decoder = new TextDecoder();
    const report = decoder.decode(stdout) + decoder.decode(stderr);
    const [, passed = "0", failed = "-1"] =
      /(\d+)(?:\/\d+| passed), (\d+) failed(?:, \d+ warnings)?\s*$/.exec(report.trimEnd()) ?? [];
    return { passed: Number(passed), failed: Number(failed), report };
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}
