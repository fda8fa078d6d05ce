import assert from "node:assert/strict";
import { createToken } from "../../src/security/tokens.ts";
import { systemClock } from "../../src/values/clock.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { ask, legacy, messagesIn, openApp, openSession, withHeaders } from "../support/edge.ts";

const LIVE = "restaurant://live_orders";

async function inFolder(work: (file: ReturnType<typeof fileAddress>) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await work(fileAddress(`${folder}/restaurant.db`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("a 2025 session in a SQLite file survives a restart, with its subscriptions", () =>
  inFolder(async (database) => {
    let session: string;
    {
      await using before = await openApp({ database });
      session = await openSession(before.edge);
      await ask(before.edge, legacy(session, "resources/subscribe", { uri: LIVE }));
      await ask(
        before.edge,
        legacy(session, "resources/subscribe", { uri: "restaurant://menu_items" }),
      );
      await ask(before.edge, legacy(session, "resources/unsubscribe", { uri: LIVE }));
    }
    await using after = await openApp({ database });
    const listed = await ask(after.edge, legacy(session, "tools/list"));
    assert.ok(messagesIn(listed).at(-1)?.result?.tools, listed.text);
    const stored = await after.app.sessions?.find(session);
    assert.deepEqual(stored?.subscriptions, ["restaurant://menu_items"]);
  }));

Deno.test("one that its client ended is over after a restart, and none is another caller's", () =>
  inFolder(async (database) => {
    let ended: string;
    let open: string;
    let [mine, theirs] = ["", ""];
    {
      await using before = await openApp({ database });
      await before.app.database.write(async (writer) => {
        const wanted = { name: "a", role: "viewer", locations: null, expires: null } as const;
        mine = (await createToken(writer, wanted, systemClock())).token;
        theirs = (await createToken(writer, wanted, systemClock())).token;
      });
      const headers = { authorization: `Bearer ${mine}` };
      [ended, open] = [
        await openSession(before.edge, headers),
        await openSession(before.edge, headers),
      ];
      const end = { ...withHeaders(legacy(ended, "ping"), headers), method: "DELETE" };
      assert.equal((await ask(before.edge, end)).status, 200);
    }
    await using after = await openApp({ database });
    const statusOf = async (session: string, token: string) =>
      (await ask(
        after.edge,
        withHeaders(legacy(session, "ping"), { authorization: `Bearer ${token}` }),
      )).status;
    assert.equal(await statusOf(ended, mine), 404);
    assert.equal(await statusOf(open, theirs), 404);
    assert.equal(await statusOf(open, mine), 200);
  }));
