import regular from "./fonts/NotoSans-Regular.ttf" with { type: "bytes" };
import semibold from "./fonts/NotoSans-SemiBold.ttf" with { type: "bytes" };

/** How heavy a text is. */
export type Weight = "regular" | "semibold";

/**
 * The weights of the typeface. Its digits are equally wide, so columns of figures align. They lie
 * among the modules: nothing else may be read once the program serves.
 */
export const FONTS: Readonly<Record<Weight, Uint8Array>> = { regular, semibold };
