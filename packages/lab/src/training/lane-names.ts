import { type NetworkName, networkNames } from "./network-names.ts";

/** What networks beside each other are called: by their cells, with a number where several have the same. */
export function laneNames(cells: readonly NetworkName[]): string[] {
  return cells.map((cell, index) =>
    cells.filter((other) => other === cell).length > 1
      ? `${networkNames[cell]} ${index + 1}`
      : networkNames[cell],
  );
}
