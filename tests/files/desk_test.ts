import assert from "node:assert/strict";
import { fileDesk, type FileFacts } from "../../src/files/desk.ts";
import { STORE_LIMITS } from "../../src/files/file_store.ts";
import { memoryStore } from "../../src/files/memory_store.ts";
import { serveFile } from "../../src/files/serve_file.ts";
import { LOCAL, type Principal } from "../../src/security/principal.ts";

const START = Temporal.Instant.from("2026-11-27T08:00:00Z");
const OWNER: Principal = { ...LOCAL, id: "token:OWNER001", locations: ["downtown"] };
const FACTS: FileFacts = {
  name: "Sales report Café 2026.pdf",
  extension: "pdf",
  media_type: "application/pdf",
  source: "week",
  locations: ["downtown"],
  about: {},
};
const BYTES = new TextEncoder().encode("report");

/** A desk with a clock and rights that a test can change. */
function openDesk(owner = OWNER) {
  const state: { now: Temporal.Instant; rights: Principal | undefined } = {
    now: START,
    rights: owner,
  };
  const clock = () => state.now;
  const store = memoryStore(clock, STORE_LIMITS);
  const downloads: (readonly [name: string, isAllowed: boolean])[] = [];
  const desk = fileDesk({
    store,
    clock,
    rightsNow: () => Promise.resolve(state.rights),
    onDownload: ({ name }, isAllowed) => downloads.push([name, isAllowed]),
  });
  desk.serveAt("https://mcp.example.com/mcp");
  const get = async (url: string) => {
    const id = new URL(url).pathname.split("/").at(-1) ?? "";
    return await serveFile(desk, new Request(url), id);
  };
  return { desk, state, get, downloads };
}

Deno.test("a link returns the file as a download that is neither cached nor executed", async () => {
  const { desk, get } = openDesk();
  const { url, expires_at } = await desk.addressOf(await desk.keep(FACTS, BYTES, OWNER));
  assert.match(url, /^https:\/\/mcp\.example\.com\/reports\/[0-9a-f]{32}\?expires=\d+&signature=/);
  assert.equal(expires_at, "2026-11-28T08:00:00Z");
  const response = await get(url);
  assert.equal(response.status, 200);
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), BYTES);
  assert.equal(response.headers.get("content-type"), "application/pdf");
  assert.equal(response.headers.get("cache-control"), "no-store");
  assert.equal(response.headers.get("x-content-type-options"), "nosniff");
  assert.match(
    response.headers.get("content-disposition") ?? "",
    /^attachment; .*filename\*=UTF-8''Sales%20report%20Caf%C3%A9/,
  );
});

Deno.test("a link that was changed in any part is refused", async () => {
  const { desk, get } = openDesk();
  const { url } = await desk.addressOf(await desk.keep(FACTS, BYTES, OWNER));
  const other = await desk.addressOf(await desk.keep({ ...FACTS, source: "year" }, BYTES, OWNER));
  const swapped = new URL(url);
  swapped.pathname = new URL(other.url).pathname;
  const later = new URL(url);
  later.searchParams.set("expires", String(Number(later.searchParams.get("expires")) + 1));
  const unsigned = new URL(url);
  unsigned.searchParams.delete("signature");
  const last = url.at(-1) === "0" ? "1" : "0";
  for (
    const changed of [
      ...[
        swapped.href,
        later.href,
        unsigned.href,
        url.slice(0, -1) + last,
        url.split("?")[0] ?? "",
      ],
      url.replace(/expires=\d+/, "expires=NaN"),
    ]
  ) {
    const response = await get(changed);
    assert.equal(response.status, 403, changed);
    assert.match(await response.text(), /This link does not work/);
  }
  assert.equal((await get(url)).status, 200);
});

Deno.test("a link ends with its time", async () => {
  const { desk, get, state } = openDesk();
  const { url } = await desk.addressOf(await desk.keep(FACTS, BYTES, OWNER));
  state.now = START.add({ hours: 24 }).subtract({ seconds: 1 });
  assert.equal((await get(url)).status, 200);
  state.now = START.add({ hours: 24 });
  assert.equal((await get(url)).status, 403);
});

for (
  const [what, rights] of [
    ["is revoked", undefined],
    ["loses a scope", { ...OWNER, scopes: new Set(["reports:read"] as const) }],
    ["is limited to another location", { ...OWNER, locations: ["harbour"] }],
  ] as const
) {
  Deno.test(`a link ends when its maker ${what}`, async () => {
    const { desk, get, state } = openDesk();
    const { url } = await desk.addressOf(await desk.keep(FACTS, BYTES, OWNER));
    state.rights = rights;
    assert.equal((await get(url)).status, 403);
  });
}

Deno.test("links of an authorization server's callers work for an hour", async () => {
  const { desk, get, state } = openDesk();
  const caller = { ...OWNER, id: "oauth:somebody", isOAuth: true };
  state.rights = undefined;
  const { url, expires_at } = await desk.addressOf(await desk.keep(FACTS, BYTES, caller));
  assert.equal(expires_at, "2026-11-27T09:00:00Z");
  assert.equal((await get(url)).status, 200);
});

Deno.test("files made for another caller, or with other rights, are neither opened nor reused", async () => {
  const { desk } = openDesk();
  const file = await desk.keep(FACTS, BYTES, OWNER);
  const others = [
    { ...OWNER, id: "token:OTHER001" },
    { ...OWNER, locations: ["harbour"] },
    { ...OWNER, locations: null },
    LOCAL,
  ];
  for (const other of others) {
    assert.equal(await desk.open(file.id, other), undefined);
    assert.equal(await desk.find("week", other), undefined);
  }
  assert.deepEqual((await desk.open(file.id, OWNER))?.bytes, BYTES);
  assert.deepEqual(await desk.find("week", OWNER), file);
});

Deno.test("every download by a valid link is told of, a refused one too", async () => {
  const { desk, state, get, downloads } = openDesk();
  const { url } = await desk.addressOf(await desk.keep(FACTS, BYTES, OWNER));
  await get(url);
  await get(`${url}0`);
  state.rights = undefined;
  await get(url);
  assert.deepEqual(downloads, [[FACTS.name, true], [FACTS.name, false]]);
});

Deno.test("a caller with the same rights gets a file of its own: links end with their maker", async () => {
  const { desk } = openDesk();
  await desk.keep(FACTS, BYTES, OWNER);
  assert.equal((await desk.find(FACTS.source, OWNER))?.principal, OWNER.id);
  const twin: Principal = { ...OWNER, id: "token:OWNER002" };
  assert.equal(await desk.find(FACTS.source, twin), undefined);
});
