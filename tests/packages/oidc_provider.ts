/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
// @ts-types="npm:@types/oidc-provider@9.12.1"
export { Provider } from "npm:oidc-provider@9.13.3";
