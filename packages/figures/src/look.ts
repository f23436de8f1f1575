import type { SymbolType } from "@observablehq/plot";

/** How one series is told from the others: by colour, and in grey by its dashes and its marker. */
export type Look = { readonly color: string; readonly dash: string; readonly symbol: SymbolType };

/**
 * The look of the `index`-th series. Colours are those of Okabe and Ito ("Color Universal Design", 2008) that
 * show on white and on black alike, so without their yellow and with the page's own ink for their black.
 * Colours come round after 7 series and dashes after 6, so 42 series differ.
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
