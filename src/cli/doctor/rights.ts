import { dirname } from "node:path";
import { VARIABLES } from "../../config/environment.ts";
import { bracketed, outgoingHosts } from "../../config/hosts.ts";
import { type DoctorContext, failed, type Finding, ok, warning } from "./finding.ts";

/**
 * What the program never needs: starting processes, loading libraries, asking about the machine.
 */
const NEVER = ["run", "ffi", "sys"] as const;

/** What it needs in part; permission for all of it cannot be narrowed afterwards. */
const IN_PART = ["read", "write", "net", "env"] as const;

/** Whether the program has more permissions than it needs. */
export function checkExcessRights(): Finding[] {
  const wrong = NEVER.filter((name) => isGranted({ name }));
  const wide = IN_PART.filter((name) => isGranted({ name }));
  if (wrong.length === 0 && wide.length === 0) {
    return [ok("rights", "no subprocess, no library, nothing without limits")];
  }
  const advice = "Start it with `deno task start` or as the compiled binary, not with -A.";
  return [
    ...(wrong.length === 0 ? [] : [failed("rights", `granted: ${wrong.join(", ")}`, advice)]),
    ...(wide.length === 0
      ? []
      : [warning("rights", `granted without limits: ${wide.join(", ")}`, advice)]),
  ];
}

/** Whether every variable can be read. */
export function checkEnvironmentRights(): Finding[] {
  const hidden = VARIABLES.filter((variable) => !isGranted({ name: "env", variable }));
  return hidden.length === 0 ? [ok("environment", `${VARIABLES.length} variables may be read`)] : [
    failed(
      "environment",
      `no permission to read: ${hidden.join(", ")}`,
      `Start it with --allow-env=${VARIABLES.join(",")}.`,
    ),
  ];
}

/** Whether the folder of the database file may be read and written. */
export function checkFileRights({ config: { database } }: DoctorContext): Finding[] {
  if (database.kind !== "file") return [];
  const path = dirname(database.path);
  const missing = (["read", "write"] as const).filter((name) => !isGranted({ name, path }));
  return missing.length === 0 ? [ok("folder", `${path} may be read and written`)] : [
    failed(
      "folder",
      `${path}: no right to ${missing.join(" and ")}`,
      `Start it with --allow-read=${path} --allow-write=${path}.`,
    ),
  ];
}

/** Whether it may listen at its address and reach the hosts it needs. */
export function checkNetRights({ config }: DoctorContext): Finding[] {
  return [
    ...(config.transport === "http" ? [checkListening(config)] : []),
    ...outgoingHosts(config).map(checkOutgoing),
  ];
}

function checkListening({ host, port }: DoctorContext["config"]): Finding {
  const address = `${bracketed(host)}:${port}`;
  return isGranted({ name: "net", host: address })
    ? ok("listening", `${address} may be listened on`)
    : failed(
      "listening",
      `no permission to listen on ${address}`,
      `Use --host 127.0.0.1, ::1, 0.0.0.0 or ::, or start it with --allow-net=${address}.`,
    );
}

function checkOutgoing(host: string): Finding {
  return isGranted({ name: "net", host }) ? ok("outgoing", `${host} may be connected to`) : failed(
    "outgoing",
    `no permission to connect to ${host}`,
    `Build a binary that may: deno task compile --hosts ${host}`,
  );
}

function isGranted(descriptor: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(descriptor).state === "granted";
}
