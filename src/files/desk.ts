import { type Principal, rightsOf } from "../security/principal.ts";
import type { Clock } from "../values/clock.ts";
import type { FileStore } from "./file_store.ts";
import type { NewReportFile, ReportFile } from "./report_file.ts";
import { isValidLink, type SignedLink, signedPath } from "./signed_link.ts";

/** A file with its bytes. */
export interface OpenedFile {
  readonly file: ReportFile;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Where a client gets a file, and until when. */
export interface FileAddress {
  readonly url: string;
  readonly expires_at: string;
}

/** What a file is made from, apart from its maker and the time. */
export type FileFacts = Omit<
  NewReportFile,
  "created_at" | "principal" | "is_oauth" | "rights"
>;

/** Keeps files for callers, and gives each only what was made for it, with the rights that it has. */
export interface FileDesk {
  /** A file from the same source for the same caller, if one is kept. */
  find(source: string, principal: Principal): Promise<ReportFile | undefined>;
  keep(facts: FileFacts, bytes: Uint8Array<ArrayBuffer>, principal: Principal): Promise<ReportFile>;
  /** A signed link, or without a web address the path of the file. */
  addressOf(file: ReportFile): Promise<FileAddress>;
  /** The file with an id, for the caller that it was made for. */
  open(id: string, principal: Principal): Promise<OpenedFile | undefined>;
  /** The file of a signed link, as long as its maker still has the rights of that time. */
  openLink(
    link: SignedLink & { readonly signature: string },
  ): Promise<OpenedFile | undefined>;
  /** From now on links start with this address. */
  serveAt(origin: string): void;
}

/** What a desk needs. */
export interface DeskOptions {
  readonly store: FileStore;
  readonly clock: Clock;
  /** The rights that a caller has now; undefined if it is no longer served. */
  rightsNow(principal: string): Promise<Principal | undefined>;
  /** Told of every download by a valid link, and whether it was allowed. */
  onDownload?(file: ReportFile, isAllowed: boolean): void;
}

/** A link works for a day. */
const LINK_HOURS = 24;
/** It is not known whether an OAuth caller lost rights, so it is shorter. */
const OAUTH_LINK_HOURS = 1;

/** Opens the desk. */
export function fileDesk(
  { store, clock, rightsNow, onDownload = () => {} }: DeskOptions,
): FileDesk {
  let origin: string | undefined;

  async function opened(file: ReportFile | undefined): Promise<OpenedFile | undefined> {
    const bytes = file === undefined ? undefined : await store.read(file);
    return file === undefined || bytes === undefined ? undefined : { file, bytes };
  }

  async function isAllowed({ principal, rights, is_oauth }: ReportFile): Promise<boolean> {
    if (is_oauth) return true;
    const now = await rightsNow(principal);
    return now !== undefined && rightsOf(now) === rights;
  }

  return {
    // A link ends with the rights of its maker, so each caller has files of its own.
    find: (source, principal) =>
      store.findSource(source, { principal: principal.id, rights: rightsOf(principal) }),
    keep: (facts, bytes, principal) =>
      store.add({
        ...facts,
        created_at: clock().toString(),
        principal: principal.id,
        is_oauth: principal.isOAuth,
        rights: rightsOf(principal),
      }, bytes),
    async addressOf(file) {
      const hours = file.is_oauth ? OAUTH_LINK_HOURS : LINK_HOURS;
      const expires = Math.floor(clock().add({ hours }).epochMilliseconds / 1000);
      const expires_at = Temporal.Instant.fromEpochMilliseconds(expires * 1000).toString();
      if (origin !== undefined) {
        const path = signedPath({ id: file.id, expires }, await store.secret());
        return { url: new URL(path, origin).href, expires_at };
      }
      const path = store.pathOf(file);
      const url = path === undefined ? resourceAddress(file) : fileUrl(path);
      return { url, expires_at };
    },
    async open(id, principal) {
      const file = await store.find(id);
      return file?.rights === rightsOf(principal) ? await opened(file) : undefined;
    },
    async openLink(link) {
      if (!isValidLink(link, await store.secret(), clock())) return undefined;
      const file = await store.find(link.id);
      if (file === undefined) return undefined;
      const found = await isAllowed(file) ? await opened(file) : undefined;
      onDownload(file, found !== undefined);
      return found;
    },
    serveAt(address) {
      origin = address;
    },
  };
}

/** The address of a file as a resource. */
export function resourceAddress({ id }: Pick<ReportFile, "id">): string {
  return `restaurant://reports/${id}`;
}

function fileUrl(path: string): string {
  const url = new URL("file:///");
  url.pathname = path.replaceAll("\\", "/");
  return url.href;
}
