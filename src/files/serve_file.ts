import type { FileDesk, OpenedFile } from "./desk.ts";

/** The same answer for every failure: an attacker who guesses learns nothing. */
const REFUSED =
  "This link does not work: it expired, was changed, or its maker lost the right to it.";

/** Answers `GET /reports/{id}?expires=…&signature=…`. */
export async function serveFile(
  desk: Pick<FileDesk, "openLink">,
  request: Request,
  id: string,
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const expires = Number(searchParams.get("expires") ?? NaN);
  const signature = searchParams.get("signature") ?? "";
  const opened = await desk.openLink({ id, expires, signature });
  return opened === undefined
    ? Response.json({ error: REFUSED }, { status: 403, headers: NOT_KEPT })
    : download(opened);
}

const NOT_KEPT = { "cache-control": "no-store", "referrer-policy": "no-referrer" };

function download({ file, bytes }: OpenedFile): Response {
  const { name, media_type } = file;
  const ascii = name.replaceAll(/[^\w.-]+/g, "_");
  return new Response(bytes, {
    headers: {
      ...NOT_KEPT,
      "content-type": media_type,
      "content-length": String(bytes.length),
      "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${
        encodeURIComponent(name)
      }`,
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
    },
  });
}
