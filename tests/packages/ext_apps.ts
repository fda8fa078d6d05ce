/*
 * A package that only tests use: named here instead of in deno.json, so that running the program
 * does not download it. Pinned by tests/deno.lock.
 */
export {
  AppBridge,
  PostMessageTransport,
} from "npm:@modelcontextprotocol/ext-apps@2.0.4/app-bridge";
