import { en, type Words } from "./en.ts";
/** temp */
export const de: Words = en;
