/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
export { Ajv2020 } from "npm:ajv@8.20.0/dist/2020.js";
