import type { SymbolType } from "@observablehq/plot";

/** The appearance of a series. In greyscale, dashes and markers distinguish series. */
export type Look = { readonly color: string; readonly dash: string; readonly symbol: SymbolType };

/**
 * The appearance of series `index`. The colours are those of Okabe and Ito ("Color Universal Design", 2008) that
 * are visible on white and on black: yellow is left out, and the page's text colour replaces black.
 * Colours repeat after 7 series and dashes after 6, so 42 series are distinct.
 */
export function look(index: number): Look {
  return {
    color: colors[index % colors.length] as string,
    dash: dashes[index % dashes.length] as string,
    symbol: symbols[index % symbols.length] as SymbolType,
  };
}

const colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "currentColor"];
const dashes = ["none", "7 3", "2 3", "9 3 2 3", "14 4", "4 2 1 2 1 2"];
const symbols: SymbolType[] = ["circle", "square", "triangle", "diamond", "times", "star"];
