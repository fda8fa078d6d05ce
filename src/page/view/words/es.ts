import { en, type Words } from "./en.ts";
/** temp */
export const es: Words = en;
