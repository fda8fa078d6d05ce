import assert from "node:assert/strict";
import { sql } from "kysely";
import { BEGINNING, sealedEntries } from "../../src/security/audit_chain.ts";
import { parseSeal, sealText } from "../../src/security/seal.ts";
import { verifyAudit } from "../../src/security/verify_audit.ts";
import { HOUSE } from "../../src/storage/schema/house.ts";
import { audited, callRecord } from "../support/audits.ts";
import { onEveryEngine, POSTGRES } from "../support/engines.ts";
import { makeOlderDatabase } from "../support/older_database.ts";

/** The last migration before locations had chains. */
const LAST = "0027_levels_of_counts";

const PLACES = [["downtown"], [], ["harbour"], ["downtown", "harbour"], ["downtown"]];
const OLD = sealedEntries(
  PLACES.map((locations, index) => callRecord({ locations, calls: index === 2 ? 7 : 1 })),
  { location_id: HOUSE, sequence: 0, hash: BEGINNING },
);

/** As the only chain was stored; the first two were exported and removed. */
const OLD_ROWS = [
  ...OLD.slice(2).map(({ location_id: _house, ...entry }) => {
    const values = Object.values(entry).map((value) =>
      value === null || typeof value === "number" ? `${value}` : `'${value}'`
    );
    return `insert into audit_entries (${Object.keys(entry)}) values (${values})`;
  }),
  `insert into audit_checkpoints values (2, '${OLD[1]?.hash}', '2026-12-31T12:00:00Z')`,
  `insert into counters values ('audit_entries', 5)`,
];

/** The files of tables on a server: another one where a table was written anew. */
const FILES = `select pg_relation_filenode('audit_entries') as audit_entries,
  pg_relation_filenode('events') as events`;

Deno.test("on a server a migration to keys of locations writes no table anew", async () => {
  await using place = await POSTGRES.emptyPlace();
  const statements = [...OLD_ROWS, `create table files_before as ${FILES}`];
  await makeOlderDatabase(POSTGRES, place.url, { last: LAST, statements });
  await using database = await POSTGRES.open(place.url);
  const { rows: [before, after] } = await database.write((writer) =>
    sql.raw(`select * from files_before union all ${FILES}`).execute(writer)
  );
  assert.ok(before !== undefined);
  assert.deepEqual(after, before);
});

onEveryEngine(
  "an audit from before locations had chains goes on as that of the house",
  async (engine) => {
    await using place = await engine.emptyPlace();
    await makeOlderDatabase(engine, place.url, { last: LAST, statements: OLD_ROWS });
    await using database = await engine.open(place.url);
    const old = await verifyAudit(database.reader);
    const seals = [{ location_id: HOUSE, sequence: 5, hash: OLD[4]?.hash ?? "" }];
    // And one that says of the two that they were exported and removed.
    assert.deepEqual([old.broken, old.entries, old.seals[0]?.sequence], [null, 4, 6]);

    await audited(database, PLACES.map((locations) => callRecord({ locations })));
    const kept = parseSeal(`5:${OLD[4]?.hash}`);
    assert.deepEqual(kept, seals);
    const now = await verifyAudit(database.reader, { seals: kept });
    assert.equal(now.broken, null);
    assert.match(
      sealText(now.seals),
      /^10:[0-9a-f]{64},downtown@2:[0-9a-f]{64},harbour@1:[0-9a-f]{64}$/,
    );

    await database.write((writer) =>
      writer.updateTable("audit_entries").set({ principal: "somebody" })
        .where("location_id", "=", HOUSE).where("sequence", "=", 4).execute()
    );
    const { broken } = await verifyAudit(database.reader);
    assert.deepEqual(broken, { location_id: HOUSE, sequence: 4, how: "changed" });
  },
);
