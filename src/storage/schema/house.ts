/** In the place of a location's id: what belongs to no location, or to several. */
export const HOUSE = "";
