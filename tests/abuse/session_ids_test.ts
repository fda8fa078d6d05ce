import assert from "node:assert/strict";
import { createToken } from "../../src/security/tokens.ts";
import type { Role } from "../../src/security/scopes.ts";
import { noon } from "../support/calls.ts";
import { ask, legacy, openApp, openSession, type TestApp, withHeaders } from "../support/edge.ts";
import { addRestaurant } from "../support/sales.ts";

async function tokenOf(
  { app: { database } }: TestApp,
  role: Role,
  locations: readonly string[] | null = null,
): Promise<{ readonly authorization: string }> {
  const { token } = await database.write((writer) =>
    createToken(writer, { name: role, role, locations, expires: null }, noon())
  );
  return { authorization: `Bearer ${token}` };
}

Deno.test("session ids are 122 random bits, never sequential or repeated", async () => {
  await using started = await openApp();
  const COUNT = 400;
  const ids: string[] = [];
  for (let opened = 0; opened < COUNT; opened++) ids.push(await openSession(started.edge));
  assert.equal(new Set(ids).size, ids.length);
  const ones = Array(128).fill(0);
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const bits = [...BigInt(`0x${id.replaceAll("-", "")}`).toString(2).padStart(128, "0")];
    bits.forEach((bit, place) => ones[place] += Number(bit));
  }
  // Fair coins stay within eight standard deviations; six bits are fixed.
  const biased = ones.filter((count) => Math.abs(count - COUNT / 2) > 8 * Math.sqrt(COUNT / 4));
  assert.equal(biased.length, 6);
});

Deno.test("for other callers a session does not exist, and they cannot end it", async () => {
  await using started = await openApp();
  const { edge } = started;
  await started.app.database.write(addRestaurant);
  const owner = await tokenOf(started, "staff");
  const session = await openSession(edge, owner);
  const others = [
    await tokenOf(started, "admin"),
    await tokenOf(started, "staff"),
    await tokenOf(started, "staff", ["downtown"]),
  ];
  for (const other of others) {
    for (const method of ["POST", "GET", "DELETE"]) {
      const { body, ...exchange } = withHeaders(legacy(session, "tools/list"), other);
      const reply = await ask(edge, {
        ...exchange,
        method,
        ...(method === "POST" && body !== undefined && { body }),
      });
      assert.equal(reply.status, 404, method);
      assert.match(reply.text, /session has ended/);
    }
  }
  const still = await ask(edge, withHeaders(legacy(session, "tools/list"), owner));
  assert.equal(still.status, 200);
});

Deno.test("a session is no way in: without the token it opens nothing", async () => {
  await using started = await openApp();
  const { edge } = started;
  const owner = await tokenOf(started, "admin");
  const session = await openSession(edge, owner);
  const faulty = [
    undefined,
    "Bearer x",
    owner.authorization.slice(0, -1),
    `${owner.authorization}x`,
  ];
  for (const authorization of faulty) {
    const exchange = withHeaders(legacy(session, "tools/list"), { authorization });
    assert.equal(
      (await ask(edge, exchange, `10.0.0.${faulty.indexOf(authorization)}`)).status,
      401,
    );
  }
});

Deno.test("clients cannot choose a session id", async () => {
  await using started = await openApp();
  const { edge } = started;
  const chosen = "00000000-0000-4000-8000-000000000000";
  await assert.rejects(openSession(edge, { "mcp-session-id": chosen }), /No session: 404/);
  const reply = await ask(edge, legacy(chosen, "tools/list"));
  assert.equal(reply.status, 404);
});

Deno.test("an ended session stays ended", async () => {
  await using started = await openApp();
  const { edge } = started;
  const session = await openSession(edge);
  const { body: _body, ...end } = legacy(session, "ping");
  assert.equal((await ask(edge, { ...end, method: "DELETE" })).status, 200);
  assert.equal((await ask(edge, legacy(session, "tools/list"))).status, 404);
  await assert.rejects(openSession(edge, { "mcp-session-id": session }), /No session: 404/);
});
