import assert from "node:assert/strict";
import { parseHosts } from "../../deploy/hosts.ts";

Deno.test("a host has its port, and without one that of https", () => {
  assert.deepEqual(
    parseHosts("db.example.com:5432, Issuer.example.com,db,10.0.0.7:9000,[2001:db8::1]:5432"),
    [
      "db.example.com:5432",
      "issuer.example.com:443",
      "db:443",
      "10.0.0.7:9000",
      "[2001:db8::1]:5432",
    ],
  );
});

Deno.test("a host named twice is one right", () => {
  assert.deepEqual(parseHosts("db:443,DB"), ["db:443"]);
});

const NO_HOSTS = [
  ...["", "*", "*:443", "*.example.com", "db*.example.com", ":443"],
  ...["10.0.0.0/8", "10.0.0.256", "10.0.0", "010.0.0.1", "0x7f.1", "1", "127.1"],
  ...["[::1", "::1", "2001:db8::1", "[]", "[::g]", "[fe80::1%25eth0]"],
  ...["https://issuer.example.com", "issuer.example.com/path", "user@db.example.com"],
  ...["db.example.com:0", "db.example.com:65536", "db.example.com:", "db:5432:1", "db:http"],
  ...["-db", "db-", "db..example.com", ".example.com", "db.example.com.", "d b", "db_1"],
  ...["x".repeat(64), `${"abcdefghi.".repeat(26)}com`, "bücher.example"],
];

Deno.test("wildcards, ranges, schemes and invalid names are refused", () => {
  for (const text of NO_HOSTS) {
    assert.throws(() => parseHosts(`db.example.com,${text}`), {
      code: "INVALID_INPUT",
      message: `--hosts: '${text.slice(0, 80)}' is no host.`,
    });
  }
});
