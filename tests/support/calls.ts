import { getLogger } from "@logtape/logtape";
import { isCallToolResult, type ServerContext } from "@modelcontextprotocol/server";
import type { AppConfig } from "../../src/app/app.ts";
import { registryOf } from "../../src/app/registry.ts";
import type { EdgeOptions } from "../../src/mcp/edge.ts";
import type { AnalyticsAnswer } from "../../src/restaurant/analytics/answer/analytics_answer.ts";
import type { AnswerCache } from "../../src/restaurant/analytics/cache/answer_cache.ts";
import { analysesOf } from "../../src/app/analyses.ts";
import type { Registry } from "../../src/mcp/registry.ts";
import { DEFAULT_LIMITS, parseLimits } from "../../src/security/limits.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";
import { type FileDesk, fileDesk } from "../../src/files/desk.ts";
import { STORE_LIMITS } from "../../src/files/file_store.ts";
import { memoryStore } from "../../src/files/memory_store.ts";
import type { Clock } from "../../src/values/clock.ts";
import { keyedDigest } from "../../src/values/digest.ts";
import { checkHealth } from "../../src/telemetry/health.ts";
import type { Database } from "../../src/storage/database.ts";
import { threadRunner } from "../../src/work/thread_runner.ts";
import type { ToolResult } from "./clients.ts";
import { noon } from "./noon.ts";
import { NEVER_MS } from "./until.ts";

export { noon } from "./noon.ts";

/** An edge without limits that matter and without an audit; a test may give its own parts. */
export function testEdge(
  database: Pick<Database, "view" | "write" | "writeTogether" | "readLong">,
  parts: Partial<EdgeOptions> = {},
): EdgeOptions {
  return {
    database,
    runner: threadRunner(database.readLong, { atOnce: 2, waiting: 100 }),
    logger: getLogger("test"),
    clock: noon,
    deadlineMs: NEVER_MS,
    limiter: { take: () => Promise.resolve(undefined) },
    limits: DEFAULT_LIMITS,
    audit: { append: () => Promise.resolve(), note: () => {} },
    digestArguments: keyedDigest("a key of tests"),
    onCall: () => {},
    ...parts,
  };
}

/** The shipped registry on a database, with a clock that stands still. */
export function testRegistry(database: Database, parts: Partial<EdgeOptions> = {}): Registry {
  const { ping } = database;
  const analyses = testCache(database);
  const isFine = { isFailing: false };
  const checks = () => checkHealth({ ping, audit: isFine, cache: analyses, onError: () => {} });
  const { clock = noon } = parts;
  const files = testFiles(clock);
  return registryOf(
    database,
    { checks, uptimeSeconds: () => 0, analyses, files },
    testEdge(database, parts),
  );
}

/** A cache of analyses that reads a database's events, and throws when it cannot. */
export function testCache(database: Pick<Database, "lookups">): AnswerCache<AnalyticsAnswer> {
  return analysesOf(database, (error) => {
    throw error;
  });
}

/** A desk that keeps files in memory, for callers that keep their rights. */
export function testFiles(clock: Clock = noon): FileDesk {
  const rightsNow = () => Promise.resolve(LOCAL);
  return fileDesk({ store: memoryStore(clock, STORE_LIMITS), clock, rightsNow });
}

/** The context of a request, for calls without a transport. */
export function requestContext(signal = new AbortController().signal): ServerContext {
  const mcpReq: Partial<ServerContext["mcpReq"]> = { id: 1, method: "tools/call", signal };
  return { mcpReq } as ServerContext;
}

/** Calls a tool through the pipeline, without a transport. */
export async function callTool(
  { tools }: Registry,
  name: string,
  args: unknown = {},
  principal: Principal = LOCAL,
): Promise<ToolResult> {
  const tool = tools.find(({ definition }) => definition.name === name);
  if (tool === undefined) throw new Error(`No tool is called ${name}`);
  const result = await tool.call(args, principal, requestContext());
  if (!isCallToolResult(result)) throw new Error(`${name} asked a question that is not shown`);
  const { isError, content, structuredContent } = result;
  return {
    isError: isError === true,
    text: content.map((part) => part.type === "text" ? part.text : "").join("\n"),
    structured: { ...structuredContent as Record<string, unknown> },
  };
}

/** Reads a resource through the pipeline, without a transport. */
export async function readResource(
  { resources }: Registry,
  uri: string,
  principal: Principal = LOCAL,
): Promise<string> {
  for (const resource of resources) {
    const reading = resource.read(uri, principal, requestContext());
    const [content] = (await reading)?.contents ?? [];
    if (content !== undefined) return "text" in content ? content.text : content.blob;
  }
  throw new Error(`Nothing is at ${uri}`);
}

/** Settings of a program that nothing limits; a test may give its own. */
export function appConfig(given: Pick<AppConfig, "database"> & Partial<AppConfig>): AppConfig {
  return { demo: false, readOnly: false, rateLimit: UNLIMITED, ...given };
}

/** Limits that no test reaches. */
const UNLIMITED = parseLimits(
  Object.keys(DEFAULT_LIMITS).map((name) => `${name}=1000000/1`).join(","),
);
