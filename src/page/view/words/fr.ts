import { en, type Words } from "./en.ts";
/** temp */
export const fr: Words = en;
