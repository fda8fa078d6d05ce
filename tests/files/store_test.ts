import assert from "node:assert/strict";
import { type FileStore, STORE_LIMITS } from "../../src/files/file_store.ts";
import { folderStore } from "../../src/files/folder_store.ts";
import { memoryStore } from "../../src/files/memory_store.ts";
import type { NewReportFile } from "../../src/files/report_file.ts";
import type { Clock } from "../../src/values/clock.ts";

const START = Temporal.Instant.from("2026-11-27T08:00:00Z");
const bytes = (text: string) => new TextEncoder().encode(text);

const MAKER = { principal: "local", rights: "all" };

function newFile(parts: Partial<NewReportFile> = {}): NewReportFile {
  return {
    name: "Sales.pdf",
    extension: "pdf",
    media_type: "application/pdf",
    created_at: START.toString(),
    principal: "local",
    is_oauth: false,
    rights: "all",
    locations: [],
    source: "week",
    about: { pages: 2 },
    ...parts,
  };
}

/** A test for each way of keeping files; `reopen` is a restart. */
function onEveryStore(
  name: string,
  run: (
    open: (clock?: Clock, bytes?: number) => FileStore,
    folder: string | undefined,
  ) => Promise<void>,
): void {
  Deno.test(`memory: ${name}`, () =>
    run(
      (clock = () => START, bytes = STORE_LIMITS.bytes) =>
        memoryStore(clock, { ...STORE_LIMITS, bytes }),
      undefined,
    ));
  Deno.test(`folder: ${name}`, async () => {
    const home = await Deno.makeTempDir();
    try {
      const folder = `${home}/data/reports`;
      await run(
        (clock = () => START, bytes = STORE_LIMITS.bytes) =>
          folderStore(folder, clock, { ...STORE_LIMITS, bytes }),
        folder,
      );
    } finally {
      await Deno.remove(home, { recursive: true });
    }
  });
}

onEveryStore("a file is found by its id and by its source, with its rights", async (open) => {
  const store = open();
  const file = await store.add(newFile(), bytes("report"));
  assert.match(file.id, /^[0-9a-f]{32}$/);
  assert.equal(file.size_bytes, 6);
  assert.deepEqual(await store.find(file.id), file);
  assert.deepEqual(await store.read(file), bytes("report"));
  assert.deepEqual(await store.findSource("week", MAKER), file);
  assert.equal(await store.findSource("week", { ...MAKER, rights: "less" }), undefined);
  assert.equal(await store.findSource("year", MAKER), undefined);
});

onEveryStore("only ids are looked up, never paths", async (open) => {
  const store = open();
  await store.add(newFile(), bytes("report"));
  for (const id of ["../secret", "secret", "", "..", "0".repeat(31), `${"0".repeat(32)}/..`]) {
    assert.equal(await store.find(id), undefined, id);
  }
});

onEveryStore("files go after a week, and the oldest when there are too many", async (open) => {
  let now = START;
  const store = open(() => now, 10);
  const first = await store.add(newFile(), bytes("123456"));
  const second = await store.add(newFile({ created_at: "2026-11-27T09:00:00Z" }), bytes("123456"));
  assert.equal(await store.find(first.id), undefined);
  assert.notEqual(await store.find(second.id), undefined);
  // The newest stays, however large it is.
  const large = await store.add(
    newFile({ created_at: "2026-11-27T10:00:00Z" }),
    bytes("more than ten bytes"),
  );
  assert.notEqual(await store.find(large.id), undefined);
  now = START.add({ hours: 7 * 24 + 3 });
  assert.equal(await store.find(large.id), undefined);
  assert.equal(await store.findSource("week", MAKER), undefined);
});

Deno.test("a folder's files and its secret survive a restart; damage is noticed", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const open = () => folderStore(folder, () => START, STORE_LIMITS);
    const before = open();
    const file = await before.add(newFile(), bytes("report"));
    const secret = await before.secret();
    const after = open();
    assert.deepEqual(await after.find(file.id), file);
    assert.deepEqual(await after.read(file), bytes("report"));
    assert.deepEqual(await after.secret(), secret);
    await Deno.writeTextFile(`${folder}/${file.id}.pdf`, "something else");
    assert.equal(await after.read(file), undefined);
    await Deno.writeTextFile(`${folder}/${file.id}.about.json`, "{");
    assert.equal(await after.find(file.id), undefined);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test({
  name: "other users of the machine cannot read a report or the secret",
  ignore: Deno.build.os === "windows",
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      const store = folderStore(`${folder}/reports`, () => START, STORE_LIMITS);
      await store.add(newFile(), bytes("report"));
      await store.secret();
      for await (const { name } of Deno.readDir(`${folder}/reports`)) {
        const { mode } = await Deno.stat(`${folder}/reports/${name}`);
        assert.equal((mode ?? 0) & 0o077, 0, name);
      }
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("no folder is made before the first file", async () => {
  const home = await Deno.makeTempDir();
  try {
    const store = folderStore(`${home}/reports`, () => START, STORE_LIMITS);
    assert.equal(await store.findSource("week", MAKER), undefined);
    assert.equal(await store.find("0".repeat(32)), undefined);
    assert.deepEqual(await Array.fromAsync(Deno.readDir(home)), []);
  } finally {
    await Deno.remove(home, { recursive: true });
  }
});
