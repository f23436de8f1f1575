import { start } from "@tenetjs/backends";
import "@tenetjs/kernels/register";
import { checkCell } from "./check-cell.ts";
import { checkedCells } from "./checked-cells.ts";
import type { CellDifference, DeviceWorker } from "./device-facts.ts";
import { devicePlaces } from "./device-places.ts";
import { measureTraining } from "./measure-training.ts";

/** What is checked and measured on one place. */
export function deviceWorker(): DeviceWorker {
  return {
    places: devicePlaces,
    async check({ backend, threads }) {
      await start(backend, { threads });
      const differences: CellDifference[] = [];
      for (const cell of checkedCells) differences.push({ cell, difference: await checkCell(cell) });
      return differences;
    },
    async measure({ backend, threads }, work, tell) {
      await start(backend, { threads });
      return measureTraining(work, tell);
    },
  };
}
