/** Modules that the program starts as threads: a compiler sees only what is imported. */
export const THREADS = ["src/work/worker.ts"] as const;
