import type { Clock } from "../values/clock.ts";
import { type FileStore, type StoreLimits, surplusFiles } from "./file_store.ts";
import { newFile } from "./new_file.ts";
import type { ReportFile } from "./report_file.ts";

/** Keeps files in memory, for programs that may touch no file: gone when they end. */
export function memoryStore(clock: Clock, limits: StoreLimits): FileStore {
  const kept = new Map<
    string,
    { readonly file: ReportFile; readonly bytes: Uint8Array<ArrayBuffer> }
  >();
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const clean = () => {
    const files = [...kept.values()].map(({ file }) => file);
    for (const { id } of surplusFiles(files, clock(), limits)) kept.delete(id);
  };
  return {
    secret: () => Promise.resolve(secret),
    add(given, bytes) {
      const file = newFile(given, bytes);
      kept.set(file.id, { file, bytes });
      clean();
      return Promise.resolve(file);
    },
    find(id) {
      clean();
      return Promise.resolve(kept.get(id)?.file);
    },
    findSource(source, { principal, rights }) {
      clean();
      const found = [...kept.values()].map(({ file }) => file)
        .findLast((file) =>
          file.source === source && file.principal === principal && file.rights === rights
        );
      return Promise.resolve(found);
    },
    read: ({ id }) => Promise.resolve(kept.get(id)?.bytes),
    pathOf: () => undefined,
  };
}
