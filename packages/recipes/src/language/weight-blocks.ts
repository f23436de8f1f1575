import type { Recipe } from "./recipe.ts";

/** How many blocks of `hidden` columns Wx and Wh have: one for each gate that the input, or h, has a part in. */
export function weightBlocks({ gates }: Recipe): { readonly wx: number; readonly wh: number } {
  return {
    wx: gates.filter(({ from }) => from !== "hidden").length,
    wh: gates.filter(({ from }) => from !== "input").length,
  };
}
