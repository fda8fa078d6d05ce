import assert from "node:assert/strict";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { welcome } from "../../src/cli/welcome.ts";

const config = { host: "0.0.0.0", database: fileAddress("data/restaurant.db"), page: false };

Deno.test("clients are given the server's public name if it has one", () => {
  const publicUrl = "https://mcp.example.com";
  const text = welcome({ ...config, publicUrl }, 8000, {});
  assert.match(text, /serves MCP at http:\/\/0\.0\.0\.0:8000\/mcp\nData: data\/restaurant\.db/);
  assert.equal(text.match(/https:\/\/mcp\.example\.com\/mcp\b/g)?.length, 3);
});

Deno.test("without one they are given the address it listens on", () => {
  const text = welcome({ ...config, host: "::1", publicUrl: undefined }, 8001, {});
  assert.equal(text.match(/http:\/\/\[::1\]:8001\/mcp\b/g)?.length, 4);
});

Deno.test("the address of the page comes first", () => {
  const local = { ...config, host: "127.0.0.1", page: true, publicUrl: undefined };
  assert.match(welcome(local, 8000, {}), /^Open http:\/\/127\.0\.0\.1:8000\/ in a browser\n\nrest/);
  const publicUrl = "https://mcp.example.com";
  assert.match(welcome({ ...local, publicUrl }, 8000, {}), /^Open https:\/\/mcp\.example\.com\/ /);
});
