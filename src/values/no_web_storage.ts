/*
 * localStorage and the web cache write to a folder of the runtime, with no permission that could be
 * given up. Imported in each thread before any package, so that none finds them. A binary has neither.
 */
for (const name of ["localStorage", "caches"]) Reflect.deleteProperty(globalThis, name);
