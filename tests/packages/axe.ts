/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
// deno-lint-ignore no-import-prefix
import axe from "npm:axe-core@4.14.1";

/** The script that looks a page over for faults of accessibility. */
export const AXE: string = axe.source;
