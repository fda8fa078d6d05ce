import assert from "node:assert/strict";
import { fileAddress, parseDatabaseAddress } from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { receivedAddress, sentAddress } from "../../src/storage/address/sent_address.ts";

const URL = "postgres://ada:s3cr%3At@db.example.com:5433/restaurant?sslmode=verify-full" +
  "&sslrootcert=/etc/ca.pem&pool_max=9&retries=1";

Deno.test("the address of a server arrives whole in another thread, and shows no password there", () => {
  const given = postgresAddress(URL);
  const received = receivedAddress(structuredClone(sentAddress(given)));
  assert.ok(received.kind === "server");
  assert.equal(received.password(), "s3cr:t");
  const { password: _, ...parts } = received;
  const { password: __, ...expected } = given;
  assert.deepEqual(parts, expected);
  for (const shown of [String(received), JSON.stringify(received), Deno.inspect(received)]) {
    assert.doesNotMatch(shown, /s3cr/);
  }
  assert.equal(String(received), String(given));
});

Deno.test("so does the path of a file", () => {
  const received = receivedAddress(structuredClone(sentAddress(fileAddress("a folder/r.db"))));
  assert.deepEqual(received, parseDatabaseAddress("a folder/r.db"));
  assert.equal(String(received), "a folder/r.db");
});
