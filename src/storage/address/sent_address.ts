import { type FileAddress, fileAddress, type StoredAddress } from "./database_address.ts";
import type { PostgresAddress } from "./postgres_address.ts";
import { shownAs } from "./shown_as.ts";

/** A server's address as data, with its password: for another thread, never to be shown. */
export interface SentPostgresAddress extends Omit<PostgresAddress, "password"> {
  readonly password: string;
  /** What the address shows. */
  readonly shown: string;
}

/** An address on its way between threads, which lose functions. */
export type SentAddress = FileAddress | SentPostgresAddress;

/** An address as it can be sent. */
export function sentAddress(address: StoredAddress): SentAddress {
  if (address.kind === "file") return { kind: "file", path: address.path };
  return { ...address, password: address.password(), shown: String(address) };
}

/** The address that was sent. */
export function receivedAddress(sent: SentAddress): StoredAddress {
  if (sent.kind === "file") return fileAddress(sent.path);
  const { password, shown, ...address } = sent;
  return shownAs(shown, { ...address, password: () => password });
}
