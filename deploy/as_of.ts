/**
 * A package that is run by itself resolves what it depends on as of this day: no lock file pins it,
 * and a version of today may need what a registry does not have yet.
 */
export const AS_OF = "--minimum-dependency-age=2026-11-26";
