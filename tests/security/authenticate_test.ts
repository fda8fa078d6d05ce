import assert from "node:assert/strict";
import { authenticator, type AuthenticatorOptions } from "../../src/security/authenticate.ts";
import { LOCAL, type Principal, rightsOf } from "../../src/security/principal.ts";
import { SCOPES } from "../../src/security/scopes.ts";
import { createToken, revokeToken } from "../../src/security/tokens.ts";
import { noon } from "../support/calls.ts";
import { openRestaurant } from "../support/sales.ts";

const ADMIN = "the-one-token-of-the-administrator";
const PERSON: Principal = { ...LOCAL, id: "oauth:ada", isOAuth: true };

async function started(parts: Partial<AuthenticatorOptions> = {}) {
  const database = await openRestaurant();
  const { reader } = database;
  return {
    database,
    authenticate: authenticator({ reader, clock: noon, isOpen: false, ...parts }),
    make: () =>
      database.write((writer) =>
        createToken(writer, { name: "Till", role: "staff", locations: null, expires: null }, noon())
      ),
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

Deno.test("an open server treats callers without a token as the machine's user, until a token exists", async () => {
  await using open = await started({ isOpen: true });
  assert.equal(await open.authenticate(undefined), LOCAL);
  assert.equal(await open.authenticate("anything"), undefined);
  const { id, token } = await open.make();
  assert.equal(await open.authenticate(undefined), undefined);
  assert.equal((await open.authenticate(token))?.id, `token:${id}`);
  await open.database.write((writer) => revokeToken(writer, id, noon()));
  assert.equal(await open.authenticate(token), undefined);
  assert.equal(await open.authenticate(undefined), undefined);
});

Deno.test("the configured token is an administrator's, whole and unchanged only", async () => {
  await using closed = await started({ adminToken: ADMIN });
  const administrator = await closed.authenticate(ADMIN);
  assert.deepEqual(administrator?.scopes, new Set(SCOPES));
  assert.equal(administrator?.locations, null);
  for (const near of [`${ADMIN} `, ADMIN.slice(1), ADMIN.toUpperCase(), "", undefined]) {
    assert.equal(await closed.authenticate(near), undefined);
  }
});

Deno.test("each kind of token goes its own way, and none another's", async () => {
  const asked: string[] = [];
  await using closed = await started({
    adminToken: ADMIN,
    verifyJwt: (token) => {
      asked.push(token);
      return Promise.resolve(token === "a.b.c" ? PERSON : undefined);
    },
  });
  const { token } = await closed.make();
  assert.equal((await closed.authenticate(token))?.name, "Till");
  assert.equal((await closed.authenticate(ADMIN))?.name, "administrator");
  assert.equal(await closed.authenticate(`${token.slice(0, -1)}!`), undefined);
  assert.deepEqual(asked, []);
  assert.equal(await closed.authenticate("a.b.c"), PERSON);
  assert.equal(await closed.authenticate("a.b.d"), undefined);
});

Deno.test("rights are the same in any order, and differ in any part", () => {
  const given: Principal = { ...PERSON, scopes: new Set(["menu:read", "orders:read"]) };
  const same = { ...given, name: "Ada", scopes: new Set(["orders:read", "menu:read"] as const) };
  assert.equal(rightsOf(given), rightsOf(same));
  const some = { ...given, locations: ["a", "b"] };
  assert.equal(rightsOf(some), rightsOf({ ...some, locations: ["b", "a"] }));
  const others = [
    { ...given, id: "oauth:grace" },
    { ...given, scopes: new Set(["menu:read"] as const) },
    { ...given, locations: [] },
    some,
    { ...given, locations: ["a,b"] },
    { ...given, locations: ["a"] },
  ];
  assert.equal(new Set([given, ...others].map(rightsOf)).size, others.length + 1);
});
