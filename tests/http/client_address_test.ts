import assert from "node:assert/strict";
import { clientAddressBehind } from "../../src/http/client_address.ts";
import { loadConfig } from "../../src/config/config.ts";

const PROXIES = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"];

for (
  const [peer, passed, client, proxies = PROXIES] of [
    ["127.0.0.1", "192.0.2.1", "192.0.2.1"],
    ["127.0.0.1", "192.0.2.9, 192.0.2.1", "192.0.2.1"],
    ["127.0.0.1", "192.0.2.1, 10.1.2.3, fd00::7", "192.0.2.1"],
    ["::ffff:127.0.0.1", " ::ffff:192.0.2.1 ", "192.0.2.1"],
    ["fd12::1", "2001:db8::5", "2001:db8::5"],
    // Nothing that an address could be taken from.
    ["127.0.0.1", undefined, "127.0.0.1"],
    ["127.0.0.1", "unknown", "127.0.0.1"],
    ["127.0.0.1", "192.0.2.1:4711", "127.0.0.1"],
    ["127.0.0.1", "10.1.2.3", "127.0.0.1"],
    // Of others it is only a claim.
    ["192.0.2.7", "192.0.2.1", "192.0.2.7"],
    ["127.0.0.1", "192.0.2.1", "127.0.0.1", []],
    ["unknown", "192.0.2.1", "unknown"],
  ] as const
) {
  Deno.test(`from ${peer} with X-Forwarded-For '${passed}' comes ${client}`, () => {
    const headers = new Headers(passed === undefined ? {} : { "x-forwarded-for": passed });
    assert.equal(clientAddressBehind(proxies)(headers, peer), client);
  });
}

Deno.test("the proxies are addresses and networks, and nothing else", () => {
  const config = (text: string) => loadConfig({}, { MCP_TRUSTED_PROXIES: text }).trustedProxies;
  assert.deepEqual(config("127.0.0.1, 10.0.0.0/8,fd00::/8"), PROXIES);
  for (
    const wrong of ["proxy.example", "10.0.0.0/33", "10.0.0.0/", "::1/129", "1.2.3.4/8/8", ","]
  ) {
    assert.throws(() => config(wrong), /^RestaurantError: MCP_TRUSTED_PROXIES .* use addresses or/);
  }
});
