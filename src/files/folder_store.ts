import { join } from "node:path";
import type { Clock } from "../values/clock.ts";
import { type FileStore, type StoreLimits, surplusFiles } from "./file_store.ts";
import { newFile, sha256 } from "./new_file.ts";
import { isFileId, type ReportFile, reportFile } from "./report_file.ts";

const SECRET = "secret";
/** No other user of this machine may read reports or sign links. */
const OWNER_ONLY = 0o600;

/**
 * Keeps files in a folder, each beside what is known of it. They survive a restart. The folder is made
 * with the first file.
 */
export function folderStore(folder: string, clock: Clock, limits: StoreLimits): FileStore {
  const bytesPath = ({ id, extension }: ReportFile) => join(folder, `${id}.${extension}`);
  const factsPath = (id: string) => join(folder, `${id}.about.json`);

  async function find(id: string): Promise<ReportFile | undefined> {
    if (!isFileId(id)) return undefined;
    const text = await unlessMissing(Deno.readTextFile(factsPath(id)));
    const file = text === undefined ? undefined : parsed(text);
    return file !== undefined && surplusFiles([file], clock(), limits).length === 0
      ? file
      : undefined;
  }

  async function all(): Promise<ReportFile[]> {
    const files: ReportFile[] = [];
    for (const name of await namesIn(folder)) {
      const id = name.endsWith(".about.json") ? name.slice(0, 32) : "";
      const text = isFileId(id) ? await unlessMissing(Deno.readTextFile(factsPath(id))) : undefined;
      const file = text === undefined ? undefined : parsed(text);
      if (file !== undefined) files.push(file);
    }
    return files;
  }

  async function clean(): Promise<void> {
    for (const file of surplusFiles(await all(), clock(), limits)) {
      // The description is removed last: bytes without it would never be found again.
      await unlessMissing(Deno.remove(bytesPath(file)));
      await unlessMissing(Deno.remove(factsPath(file.id)));
    }
  }

  const makeFolder = () => Deno.mkdir(folder, { recursive: true, mode: 0o700 });

  return {
    async secret() {
      await makeFolder();
      return await lastingSecret(join(folder, SECRET));
    },
    async add(given, bytes) {
      await makeFolder();
      const file = newFile(given, bytes);
      await writeWhole(bytesPath(file), bytes);
      await writeWhole(factsPath(file.id), new TextEncoder().encode(JSON.stringify(file)));
      await clean();
      return file;
    },
    find,
    async findSource(source, { principal, rights }) {
      const isOwn = (file: ReportFile) => file.principal === principal && file.rights === rights;
      const found = (await all()).filter((file) => file.source === source && isOwn(file))
        .toSorted((a, b) => a.created_at < b.created_at ? 1 : -1);
      for (const file of found) if (await find(file.id) !== undefined) return file;
      return undefined;
    },
    async read(file) {
      const bytes = await unlessMissing(Deno.readFile(bytesPath(file)));
      return bytes !== undefined && sha256(bytes) === file.sha256 ? bytes : undefined;
    },
    pathOf: bytesPath,
  };
}

/** A crash in the middle leaves no half of a file under its name. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.part`;
  await Deno.writeFile(part, bytes, { mode: OWNER_ONLY });
  await Deno.rename(part, path);
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await unlessMissing(Array.fromAsync(Deno.readDir(folder)));
  return (entries ?? []).map(({ name }) => name);
}

async function lastingSecret(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const kept = await unlessMissing(Deno.readFile(path));
  if (kept?.length === 32) return kept;
  const secret = crypto.getRandomValues(new Uint8Array(32));
  await writeWhole(path, secret);
  return secret;
}

function parsed(text: string): ReportFile | undefined {
  try {
    return reportFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function unlessMissing<Value>(work: Promise<Value>): Promise<Value | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
