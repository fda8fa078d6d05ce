import assert from "node:assert/strict";
import { allowedHostNames, isLoopback, isReachable } from "../../src/config/hosts.ts";

Deno.test("this machine is 127.0.0.1, ::1 and localhost, written so", () => {
  for (const host of ["127.0.0.1", "::1", "localhost"]) assert.ok(isLoopback(host), host);
  const others = ["127.0.0.2", "0.0.0.0", "::", "0", "localhost.example.com", "LOCALHOST", "[::1]"];
  for (const host of others) assert.ok(!isLoopback(host), host);
});

for (
  const [names, expected] of [
    [{ host: "127.0.0.1" }, false],
    [{ host: "127.0.0.1", publicUrl: "http://[::1]:8000" }, false],
    [{ host: "::1", allowedHosts: ["localhost", "[::1]"] }, false],
    [{ host: "0.0.0.0" }, true],
    [{ host: "127.0.0.1", publicUrl: "https://mcp.example.com" }, true],
    [{ host: "127.0.0.1", allowedHosts: ["localhost", "mcp.example.com"] }, true],
  ] as const
) {
  Deno.test(`${JSON.stringify(names)}: others ${expected ? "reach" : "do not reach"} it`, () => {
    assert.equal(isReachable(names), expected);
  });
}

Deno.test("requests come under this machine's names and the configured ones, and no wildcard", () => {
  assert.deepEqual(
    allowedHostNames({
      host: "0.0.0.0",
      publicUrl: "https://MCP.example.com/mcp",
      allowedHosts: ["Till.local"],
    }),
    ["localhost", "127.0.0.1", "[::1]", "mcp.example.com", "till.local"],
  );
  assert.ok(allowedHostNames({ host: "fe80::1" }).includes("[fe80::1]"));
});
