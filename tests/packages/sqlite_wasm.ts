/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
// deno-lint-ignore no-import-prefix
import sqlite3InitModule from "npm:@sqlite.org/sqlite-wasm@3.53.4-build2";

/** SQLite as its authors build it for the web: unlike `node:sqlite` it counts a statement's steps. */
export const sqlite3 = await sqlite3InitModule();
