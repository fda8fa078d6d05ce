import assert from "node:assert/strict";
import { openSqlite } from "../../src/storage/sqlite/sqlite.ts";
import { openHome } from "../support/home.ts";
import { program, run } from "../support/server_process.ts";
import { fileAddress } from "../../src/storage/address/database_address.ts";
import { addRestaurant } from "../support/sales.ts";

Deno.test("hours and tax of a location are set and shown; what cannot be read changes nothing", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/a.db`;
    {
      await using database = await openSqlite(fileAddress(path));
      await database.write(addRestaurant);
    }
    const location = (...args: string[]) => run(program("location", ...args, "--database", path));
    const set = await location("downtown", "--hours", "mon-sun 11:00-01:00", "--tax-rate", "8.875");
    assert.equal(set.code, 0, set.stderr);
    const faulty = await location("downtown", "--hours", "sometimes", "--tax-rate", "9");
    assert.equal(faulty.code, 2);
    assert.match(faulty.stderr, /'sometimes' cannot be read/);
    const { stdout } = await location();
    const lines = stdout.split("\n");
    const [downtown, , tax] = lines;
    const open = lines.find((line) => line.includes("always"));
    assert.match(downtown ?? "", /^downtown: Downtown, America\/New_York, USD, business day/);
    assert.match(stdout, /takes orders: Mon 11:00 to 01:00; Tue/);
    assert.equal(tax, "  sales tax: 8.875 %, added to the menu's prices");
    assert.equal(open, "  takes orders: always");
    assert.equal((await location("uptown")).code, 1);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a mistyped path is named and makes no database", async () => {
  await using home = await openHome();
  const { code, stderr } = await home.run(["location", "--database", "restuarant.db"]);
  assert.equal(code, 1);
  assert.match(stderr, /There is no database at 'restuarant\.db'/);
  assert.deepEqual(home.files(), []);
});
