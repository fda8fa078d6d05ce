import type { RequestHeaders } from "./edge_request.ts";
import { inNetworks, isAddress } from "../values/networks.ts";

/** The address of the client of a request that came from `peer`. */
export type ClientAddress = (headers: RequestHeaders, peer: string) => string;

/**
 * Takes the client's address from `X-Forwarded-For` if the request comes from a trusted proxy. Each
 * proxy appends the address that it saw, so the last one that is no trusted proxy's is the client's;
 * what stands before it is the client's own claim.
 *
 * @param proxies Addresses and networks; without any, the header means nothing.
 */
export function clientAddressBehind(proxies: readonly string[]): ClientAddress {
  if (proxies.length === 0) return (_headers, peer) => peer;
  const isTrusted = inNetworks(proxies);
  return (headers, peer) => {
    if (!isTrusted(plain(peer))) return peer;
    const passed = (headers.get("x-forwarded-for") ?? "").split(",")
      .map((part) => plain(part.trim()));
    const client = passed.findLast((address) => !isTrusted(address));
    return client !== undefined && isAddress(client) ? client : peer;
  };
}

/** An IPv4 address that a socket of both families gives as `::ffff:10.0.0.1`. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
