/*
 * A client library that only tests use: named here instead of in deno.json, so that running the
 * program does not download it. Pinned by tests/deno.lock.
 */
export * from "npm:@mastra/mcp@2.0.0";
