import assert from "node:assert/strict";
import {
  fileAddress,
  IN_MEMORY,
  isSameDatabase,
  parseDatabaseAddress,
} from "../../src/storage/address/database_address.ts";
import { postgresAddress } from "../../src/storage/address/postgres_address.ts";
import { RestaurantError } from "../../src/values/errors.ts";

const SECRET = "s3cr3t";

Deno.test("an address is parsed with defaults for missing parts", () => {
  const { password, ...address } = postgresAddress(
    "postgres://ada:s3cr3t@db.example.com/restaurant",
  );
  assert.equal(password(), SECRET);
  assert.deepEqual(address, {
    kind: "server",
    host: "db.example.com",
    port: 5432,
    user: "ada",
    database: "restaurant",
    tls: "require",
    rootCertificate: undefined,
    connections: { min: 5, max: 20, seconds: 10 },
    recovery: { retries: 3, pauseMs: 1000 },
  });
});

Deno.test("every part of an address can be given, with special characters as %", () => {
  const url = "postgresql://a%40b:p%2Fw%3F@[::1]:6432/my%20place?sslmode=verify-full" +
    "&sslrootcert=/etc/ca.pem&pool_min=1&pool_max=8&connect_timeout=3" +
    "&retries=1&retry_ms=50";
  const { password, ...address } = postgresAddress(url);
  assert.equal(password(), "p/w?");
  assert.deepEqual(address, {
    kind: "server",
    host: "::1",
    port: 6432,
    user: "a@b",
    database: "my place",
    tls: "verify-full",
    rootCertificate: "/etc/ca.pem",
    connections: { min: 1, max: 8, seconds: 3 },
    recovery: { retries: 1, pauseMs: 50 },
  });
});

Deno.test("only this machine is reached without TLS, unless it is said", () => {
  const tls = (rest: string) => postgresAddress(`postgres://ada@${rest}`).tls;
  assert.equal(tls("127.0.0.1/x"), "disable");
  assert.equal(tls("localhost/x"), "disable");
  assert.equal(tls("[::1]/x"), "disable");
  assert.equal(tls("localhost/x?sslmode=require"), "require");
  assert.equal(tls("10.0.0.7/x"), "require");
  assert.equal(tls("db/x?sslmode=disable"), "disable");
});

for (
  const [what, url, problem] of [
    ["no host", "postgres:///restaurant", /host/],
    ["no user", "postgres://db/restaurant", /user/],
    ["no database", `postgres://ada:${SECRET}@db`, /database/],
    ["two hosts", `postgres://ada:${SECRET}@one,two:5432/x`, /one host/],
    ["an unescaped password", `postgres://ada:${SECRET}#@db/x`, /read|host/],
    ["a broken escape", `postgres://ada:${SECRET}%zz@db/x`, /%25/],
    ["a guess at TLS", `postgres://ada:${SECRET}@db/x?sslmode=prefer`, /verify-full/],
    ["certificates for nothing", `postgres://ada:${SECRET}@db/x?sslrootcert=a`, /verify-full/],
    ["an unknown parameter", `postgres://ada:${SECRET}@db/x?pool_size=4`, /pool_size.*pool_max/],
    ["a password as parameter", `postgres://ada@db/x?password=${SECRET}`, /'password'/],
    ["too few connections", `postgres://ada:${SECRET}@db/x?pool_min=0&pool_max=1`, /pool_max/],
    ["fewer at most than at least", `postgres://ada:${SECRET}@db/x?pool_max=3`, /pool_min/],
    ["an endless wait", `postgres://ada:${SECRET}@db/x?connect_timeout=0`, /seconds/],
    ["an endless repetition", `postgres://ada:${SECRET}@db/x?retries=100`, /retries/],
    ["no number of connections", `postgres://ada:${SECRET}@db/x?pool_max=many`, /pool_max/],
  ] as const
) {
  Deno.test(`${what} is refused by name, and the password is not in the words`, () => {
    assert.throws(() => postgresAddress(url), (error) => {
      assert.ok(error instanceof RestaurantError);
      assert.equal(error.code, "INVALID_INPUT");
      assert.match(error.message, problem);
      assert.doesNotMatch(`${error.message} ${error.details.hint} ${error.stack}`, /s3cr3t/);
      return true;
    });
  });
}

Deno.test("printing an address never prints its password", () => {
  const server = parseDatabaseAddress(
    ` postgresql://ada:${SECRET}@db:6432/x?sslmode=disable&connect_timeout=5 `,
  );
  const shown = "postgres://ada@db:6432/x";
  assert.deepEqual([String(server), `${server}`, JSON.stringify({ server })], [
    shown,
    shown,
    `{"server":"${shown}"}`,
  ]);
  const printed = [
    Deno.inspect(server, { depth: 9, showHidden: true }),
    JSON.stringify(Object.entries(server)),
    Object.values(server).join(),
    String(Object.getOwnPropertyNames(server)),
  ];
  for (const text of printed) assert.doesNotMatch(text, /s3cr3t/);
  assert.deepEqual([IN_MEMORY, fileAddress("data/restaurant.db")].map(String), [
    "in memory",
    "data/restaurant.db",
  ]);
});

Deno.test("memory, file and server addresses are distinguished by their form", () => {
  const kindOf = (text: string) => parseDatabaseAddress(text).kind;
  assert.equal(kindOf(":memory:"), "memory");
  assert.equal(kindOf("PostgreSQL://ada@db/x"), "server");
  for (
    const path of ["data/postgres.db", "C:\\data\\a@b.db", "C:/data/a.db", "./a:b.db", "a@b.db"]
  ) {
    assert.equal(kindOf(path), "file", path);
  }
});

for (
  const text of [
    `postgress://ada:${SECRET}@db/x`,
    `postgre://ada:${SECRET}@db/x`,
    `mysql://ada:${SECRET}@db/x`,
    `postgres//ada:${SECRET}@db/x`,
    `"postgres://ada:${SECRET}@db/x"`,
    `ada:${SECRET}@db/x`,
    "file:/data/restaurant.db",
    "file:restaurant.db",
    "sqlite:/data/restaurant.db",
    "sqlite:///data/restaurant.db",
    "sqlite3:restaurant.db",
    `postgress:ada:${SECRET}`,
    `jdbc:postgresql://db/x?user=ada&password=${SECRET}`,
    `host=db user=ada password=${SECRET} dbname=x`,
    `Server=db;Uid=ada;Pwd=${SECRET};Database=x`,
  ]
) {
  Deno.test(`${text.replace(SECRET, "…")} is no file, and its error shows nothing of it`, () => {
    assert.throws(() => parseDatabaseAddress(text), (error) => {
      assert.ok(error instanceof RestaurantError);
      assert.match(`${error.message} ${error.details.hint}`, /unknown scheme.*postgres:\/\/user/);
      assert.doesNotMatch(Deno.inspect(error), /s3cr3t|ada:|db\/x/);
      return true;
    });
  });
}

Deno.test("two addresses of one database are known, whatever else they say", () => {
  const same = (one: string, other: string) =>
    isSameDatabase(parseDatabaseAddress(one), parseDatabaseAddress(other));
  assert.ok(same("a.db", "a.db") && !same("a.db", "b.db") && !same(":memory:", ":memory:"));
  assert.ok(same("postgres://ada:a@db/x", "postgresql://ada:b@db:5432/x?connect_timeout=3"));
  assert.ok(!same("postgres://ada:a@db/x", "postgres://ada:a@db/y"));
});
