/*
 * A client library that only tests use: named here instead of in deno.json, so that running the
 * program does not download it. Pinned by tests/deno.lock.
 */
export * from "npm:@langchain/mcp-adapters@1.1.4";
