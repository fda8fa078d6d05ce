import { type Authenticate, type Principal, rightsOf } from "../security/principal.ts";
import { bearerOf } from "./bearer.ts";
import type { EdgeRequest } from "./edge_request.ts";

/** Notices when callers of open streams lose their rights. */
export interface RightsWatch {
  /**
   * Watches the caller of a request. Returns a function that stops watching.
   *
   * @param onLost Called once the caller's rights are not what they were.
   */
  follow(
    request: Pick<EdgeRequest, "headers">,
    principal: Principal,
    onLost: () => void,
  ): () => void;
}

interface Followed {
  readonly rights: string;
  onLost(): void;
}

/**
 * Checks at intervals who a token belongs to, once for all streams opened with it. No timer runs
 * without streams. A brief failure of the database ends no stream.
 */
export function rightsWatch(authenticate: Authenticate, everyMs: number): RightsWatch {
  const followed = new Map<string | undefined, Set<Followed>>();
  let timer: ReturnType<typeof setInterval> | undefined;

  async function check(token: string | undefined, all: ReadonlySet<Followed>): Promise<void> {
    const now = await authenticate(token).catch(() => "unknown" as const);
    if (now === "unknown") return;
    const rights = now === undefined ? undefined : rightsOf(now);
    for (const one of [...all]) if (one.rights !== rights) one.onLost();
  }

  async function checkAll(): Promise<void> {
    for (const [token, all] of [...followed]) await check(token, all);
  }

  function leave(token: string | undefined, one: Followed): void {
    const all = followed.get(token);
    if (all?.delete(one) && all.size === 0) followed.delete(token);
    if (followed.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    follow(request, principal, onLost) {
      const bearer = bearerOf(request);
      const token = "isMalformed" in bearer ? undefined : bearer.token;
      const one = { rights: rightsOf(principal), onLost };
      followed.getOrInsertComputed(token, () => new Set<Followed>()).add(one);
      timer ??= setInterval(checkAll, everyMs);
      return () => leave(token, one);
    },
  };
}
