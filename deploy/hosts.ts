import { RestaurantError } from "../src/values/errors.ts";

/** Tokens and their keys come over https, so a host without a port means this one. */
const HTTPS_PORT = 443;

const NAME = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const ENTRY = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/;

/**
 * The hosts that a connected build may reach, each with its port, from the value of `--hosts`.
 *
 * @throws {RestaurantError} INVALID_INPUT naming the first that is no host: a wildcard, a range, an
 * address with a scheme, a port that does not exist.
 */
export function parseHosts(text: string): string[] {
  const hosts = text.split(",").map((part) => parseHost(part.trim().toLowerCase()));
  return [...new Set(hosts)];
}

function parseHost(text: string): string {
  const [, host = "", port = String(HTTPS_PORT)] = ENTRY.exec(text) ?? [];
  if (!isHost(host) || Number(port) < 1 || Number(port) > 65535) throw noHost(text);
  return `${host}:${Number(port)}`;
}

/** Whether it is one host. What looks like a number is an address, or nothing. */
function isHost(text: string): boolean {
  if (text.startsWith("[")) return URL.canParse(`http://${text}`) && !text.includes("%");
  const isNumeric = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/.test(text);
  return isNumeric ? IPV4.test(text) : text.length <= 253 && NAME.test(text);
}

function noHost(text: string): RestaurantError {
  return new RestaurantError("INVALID_INPUT", `--hosts: '${text.slice(0, 80)}' is no host.`, {
    hint: "Name each host in full, without scheme or wildcard, and its port unless it is 443: " +
      "--hosts db.example.com:5432,issuer.example.com",
  });
}
