import { existsSync, readFileSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";

/** A file system in memory that most Linux systems have, and the room that clusters may need, in bytes. */
const MEMORY = { path: "/dev/shm", room: 4 * 2 ** 30 };

/**
 * Makes a folder for the files of a server: in memory if there is room, as a disk takes ten times as
 * long to copy a database. Programs with limited rights cannot read it: Deno guards all of `/dev`.
 */
export function newClusterFolder(): Promise<string> {
  return Deno.makeTempDir({
    prefix: "restaurant-mcp-cluster-",
    dir: isUsable() ? MEMORY.path : tmpdir(),
  });
}

/** Whether there is room, and programs can be started. */
function isUsable(): boolean {
  if (!existsSync("/proc/mounts")) return false;
  const mounted = new RegExp(`^\\S+ ${MEMORY.path} tmpfs (\\S+)`, "m");
  const [, options] = readFileSync("/proc/mounts", "utf8").match(mounted) ?? [];
  if (options === undefined || options.split(",").includes("noexec")) return false;
  const { bavail, bsize } = statfsSync(MEMORY.path);
  return bavail * bsize >= MEMORY.room;
}
