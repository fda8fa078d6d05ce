import type { ConnectionProvider } from "kysely";

/** A connection that can be closed to its transaction. */
export interface ClosableProvider extends ConnectionProvider {
  close(): void;
}

/** A connection until its transaction ends: what is asked later would be part of another one. */
export function untilClosed(provider: ConnectionProvider): ClosableProvider {
  let isOpen = true;
  return {
    provideConnection(consumer) {
      if (!isOpen) return Promise.reject(new Error("The transaction has ended"));
      return provider.provideConnection(consumer);
    },
    close: () => isOpen = false,
  };
}
