import type { DatabaseAddress } from "../storage/address/database_address.ts";

/** The names and addresses of this machine that no other machine reaches. */
export const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Addresses that stand for every address of the machine. */
const WILDCARDS = ["0.0.0.0", "::"];

/** Whether only this machine reaches a server at an address. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host);
}

/** Whether a text is a host name or an address, without port. */
export function isHostName(text: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/i.test(text);
}

/** Whether a text is the origin of a page, exactly as browsers send it. */
export function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** Every name of the server, as configured. */
export interface Names {
  readonly host: string;
  readonly publicUrl?: string | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
}

/**
 * The host names under which a request may come; any other is a page whose name was made to resolve
 * to this machine.
 */
export function allowedHostNames({ host, publicUrl, allowedHosts = [] }: Names): string[] {
  const bound = WILDCARDS.includes(host) || isLoopback(host) ? [] : [bracketed(host)];
  const published = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
  const names = ["localhost", "127.0.0.1", "[::1]", ...bound, ...published, ...allowedHosts];
  return [...new Set(names.map((name) => name.toLowerCase()))];
}

/** `host:port` of everything that the program itself connects to. */
export function outgoingHosts({ oauthIssuer, database }: Outgoing): string[] {
  return [
    ...(oauthIssuer === undefined ? [] : [hostAndPort(new URL(oauthIssuer))]),
    ...databaseHosts(database),
  ];
}

/** A kind of address that is not here does not compile: it would be refused the network. */
function databaseHosts(database: DatabaseAddress): string[] {
  switch (database.kind) {
    case "memory":
    case "file":
      return [];
    case "server":
      return [`${bracketed(database.host)}:${database.port}`];
  }
}

/** What the program itself may connect to, as configured. */
interface Outgoing {
  readonly oauthIssuer?: string | undefined;
  readonly database: DatabaseAddress;
}

/** The host and port of a URL. */
export function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === "http:" ? "80" : "443")}`;
}

/** An address as it stands in a URL. */
export function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/** Whether other machines reach the server, directly or through a proxy with a name. */
export function isReachable({ host, publicUrl, allowedHosts = [] }: Names): boolean {
  const published = publicUrl === undefined ? [] : [new URL(publicUrl).hostname];
  return ![host, ...published, ...allowedHosts].every((name) => isLoopback(unbracketed(name)));
}

/** A host of a URL as an address. */
export function unbracketed(host: string): string {
  return host.replaceAll(/[[\]]/g, "");
}

/** Whether no name is known by which other machines reach the server. */
export function isNameless({ host, publicUrl, allowedHosts }: Names): boolean {
  return WILDCARDS.includes(host) && publicUrl === undefined && allowedHosts === undefined;
}
