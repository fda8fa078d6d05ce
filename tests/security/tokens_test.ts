import assert from "node:assert/strict";
import { ROLES } from "../../src/security/scopes.ts";
import { secretHash, tokenParts } from "../../src/security/token_text.ts";
import {
  createToken,
  hasTokens,
  isValid,
  listTokens,
  type NewToken,
  revokeToken,
  tokenPrincipal,
} from "../../src/security/tokens.ts";
import type { Database } from "../../src/storage/database.ts";
import { noon } from "../support/calls.ts";
import { onEveryEngine } from "../support/engines.ts";
import { plain } from "../support/rows.ts";
import { openRestaurant } from "../support/sales.ts";

const NOW = noon();

function create(database: Database, parts: Partial<NewToken> = {}) {
  const wanted: NewToken = { name: "Till", role: "staff", locations: null, expires: null };
  return database.write((writer) => createToken(writer, { ...wanted, ...parts }, NOW));
}

onEveryEngine("a token is stored as the hash of its secret and in no other way", async (engine) => {
  await using database = await openRestaurant(engine);
  const { id, token } = await create(database, { locations: ["downtown"] });
  const { secret = "" } = tokenParts(token) ?? {};
  const [row] = plain(await database.reader.selectFrom("access_tokens").selectAll().execute());
  assert.deepEqual(row, {
    id,
    name: "Till",
    secret_hash: secretHash(secret),
    role: "staff",
    locations: '["downtown"]',
    created_at: "2026-12-31T12:00:00Z",
    expires_at: null,
    revoked_at: null,
  });
  assert.ok(!JSON.stringify(row).includes(secret));
  assert.ok(!JSON.stringify(await listTokens(database.reader)).includes(secretHash(secret)));
});

onEveryEngine(
  "a token gives its owner the scopes of the role and the locations",
  async (engine) => {
    await using database = await openRestaurant(engine);
    for (const role of ["viewer", "staff", "manager", "admin"] as const) {
      const { id, token } = await create(database, { role, locations: ["harbour"] });
      assert.deepEqual(await tokenPrincipal(database.reader, token, NOW), {
        id: `token:${id}`,
        name: "Till",
        scopes: new Set(ROLES[role]),
        locations: ["harbour"],
        isOAuth: false,
      });
    }
  },
);

onEveryEngine("wrong, foreign and malformed tokens have no owner", async (engine) => {
  await using database = await openRestaurant(engine);
  const { token } = await create(database);
  const other = await create(database);
  const { secret = "" } = tokenParts(token) ?? {};
  const flipped = secret.startsWith("A") ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
  for (
    const wrong of [
      token.replace(secret, flipped),
      `rmcp_${other.id}_${secret}`,
      `rmcp_ZZZZZZZZ_${secret}`,
      secret,
      token.toLowerCase(),
      `${token}x`,
      "",
    ]
  ) assert.equal(await tokenPrincipal(database.reader, wrong, NOW), undefined, wrong);
  assert.ok(await tokenPrincipal(database.reader, token, NOW));
});

onEveryEngine("a token ends with the second of its expiry", async (engine) => {
  await using database = await openRestaurant(engine);
  const expires = NOW.add({ hours: 1 });
  const { token } = await create(database, { expires });
  const at = (instant: Temporal.Instant) => tokenPrincipal(database.reader, token, instant);
  assert.ok(await at(expires.subtract({ seconds: 1 })));
  assert.equal(await at(expires), undefined);
});

onEveryEngine(
  "a revoked token has no owner from then on; revoking it again changes nothing",
  async (engine) => {
    await using database = await openRestaurant(engine);
    const { id, token } = await create(database);
    const revoke = (now: Temporal.Instant) =>
      database.write((writer) => revokeToken(writer, id, now));
    assert.equal(await revoke(NOW), true);
    assert.equal(await tokenPrincipal(database.reader, token, NOW), undefined);
    assert.equal(await revoke(NOW.add({ hours: 1 })), false);
    const [info] = await listTokens(database.reader);
    assert.equal(info?.revoked_at, "2026-12-31T12:00:00Z");
    assert.ok(info !== undefined && !isValid(info, NOW));
    await assert.rejects(database.write((writer) => revokeToken(writer, "NOTOKENS", NOW)), {
      code: "NOT_FOUND",
      message: "There is no token with this id.",
    });
  },
);

onEveryEngine("a token with an unknown role is refused", async (engine) => {
  await using database = await openRestaurant(engine);
  const { token } = await create(database);
  await database.write((writer) =>
    writer.updateTable("access_tokens").set({ role: "constructor" }).execute()
  );
  assert.equal(await tokenPrincipal(database.reader, token, NOW), undefined);
});

onEveryEngine("an unknown location is named, with those that are known", async (engine) => {
  await using database = await openRestaurant(engine);
  await assert.rejects(create(database, { locations: ["downtown", "uptown"] }), {
    code: "NOT_FOUND",
    message: "There is no location 'uptown'.",
    details: { hint: "Known locations: downtown, harbour." },
  });
  await assert.rejects(create(database, { locations: [] }), { code: "NOT_FOUND" });
});

onEveryEngine("a token needs a name that can be read, and an expiry to come", async (engine) => {
  await using database = await openRestaurant(engine);
  for (const name of ["", " \u200b\n", "x".repeat(81)]) {
    await assert.rejects(create(database, { name }), { code: "INVALID_INPUT" });
  }
  await assert.rejects(create(database, { expires: NOW }), /cannot expire in the past/);
  assert.equal(await hasTokens(database.reader), false);
  await create(database, { name: "Front\u202e  desk\n" });
  assert.deepEqual((await listTokens(database.reader)).map(({ name }) => name), ["Front desk"]);
  assert.equal(await hasTokens(database.reader), true);
});

onEveryEngine("locations that cannot be read never become all locations", async (engine) => {
  await using database = await openRestaurant(engine);
  const { token } = await create(database, { locations: ["harbour"] });
  for (const locations of ["null", '"harbour"', "[null]"]) {
    await database.write(async (writer) => {
      await writer.updateTable("access_tokens").set({ locations }).execute();
    });
    await assert.rejects(tokenPrincipal(database.reader, token, NOW), locations);
  }
});
