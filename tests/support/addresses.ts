import {
  parseDatabaseAddress,
  type StoredAddress,
} from "../../src/storage/address/database_address.ts";

/** The address of a file or a server that a test has as text. */
export function storedAddress(text: string): StoredAddress {
  const address = parseDatabaseAddress(text);
  if (address.kind === "memory") throw new Error("A database in memory is not stored");
  return address;
}
