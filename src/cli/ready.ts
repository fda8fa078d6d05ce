import { isLoopback, unbracketed } from "../config/hosts.ts";
import { RestaurantError } from "../values/errors.ts";

const TIMEOUT_MS = 5000;

/**
 * Asks a server on this machine whether it is ready: undefined if it is, otherwise why not.
 *
 * @param address Where it listens; the path does not matter.
 * @throws {RestaurantError} INVALID_INPUT for an address that is not on this machine.
 */
export async function whyNotReady(address: string): Promise<string | undefined> {
  const url = new URL("/readyz", loopbackAddress(address));
  try {
    const response = await fetch(url, {
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 200) return void await response.body?.cancel();
    const wrong = wrongIn(await response.text());
    return `${url} answers with ${response.status}${wrong === "" ? "" : `: ${wrong}`}`;
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") {
      return `${url} does not answer in ${TIMEOUT_MS / 1000} seconds`;
    }
    return `nothing answers at ${url}`;
  }
}

/** The parts that do not work, such as `database damaged`; none if the answer is another server's. */
function wrongIn(answer: string): string {
  try {
    const { checks = {} } = JSON.parse(answer);
    return Object.entries(checks).filter(([, state]) => state !== "ok").flat().join(" ");
  } catch {
    return "";
  }
}

function loopbackAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isHere = url?.protocol === "http:" && isLoopback(unbracketed(url.hostname));
  if (url !== undefined && isHere && url.username === "") return url;
  throw new RestaurantError(
    "INVALID_INPUT",
    `--url '${address}' is not a server on this machine.`,
    {
      hint: "Use http://127.0.0.1:8000, http://localhost:8000 or http://[::1]:8000, with its port.",
    },
  );
}
