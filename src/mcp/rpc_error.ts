/**
 * The response to a request that never became a call: a JSON-RPC error.
 *
 * @param id Of the request, if it could be read.
 */
export function rpcError(
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
  id: string | number | null = null,
): Response {
  return Response.json({ jsonrpc: "2.0", id, error: { code, message } }, { status, headers });
}
