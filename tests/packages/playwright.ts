/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
export { chromium } from "npm:playwright-core@1.65.1";
export type { Browser, BrowserContext, Frame, Page } from "npm:playwright-core@1.65.1";
