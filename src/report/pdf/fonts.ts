import regular from "../../../data/fonts/NotoSans-Regular.ttf" with { type: "bytes" };
import semibold from "../../../data/fonts/NotoSans-SemiBold.ttf" with { type: "bytes" };

/** The weights of the typeface. Its digits are equally wide, so columns of figures align. */
export const FONTS: Readonly<Record<Weight, Uint8Array>> = { regular, semibold };

/** How heavy a text is. */
export type Weight = "regular" | "semibold";
