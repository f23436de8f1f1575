import type { CellName } from "@tenetjs/cells";
import { cellChoices } from "./cell-choices.ts";

/** What networks beside each other are called: by their cells, with a number where several have the same. */
export function laneNames(cells: readonly CellName[]): string[] {
  return cells.map((cell, index) =>
    cells.filter((other) => other === cell).length > 1
      ? `${cellChoices[cell]} ${index + 1}`
      : cellChoices[cell],
  );
}
