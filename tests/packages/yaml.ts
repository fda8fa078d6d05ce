/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
export { parse } from "npm:yaml@2.9.1";
