import type { BackendName } from "@tenetjs/backends";
import type { CellName } from "@tenetjs/cells";
import type { Values } from "../element/control.ts";
import type { deviceDefinition } from "./device-definition.ts";

export type DeviceValues = Values<(typeof deviceDefinition)["controls"]>;

/** Where something can run: a backend, with a number of threads. */
export type DevicePlace = {
  /** Such as "wasm-4". */
  readonly id: string;
  readonly backend: BackendName;
  readonly threads: number;
  /** Such as "WASM, 4 threads". */
  readonly title: string;
  /** Such as "Chrome V8" or the GPU's name. */
  readonly device: string;
  /** Why it does not run here. */
  readonly missing?: string;
};

/** The largest difference of a cell's fused kernel from the composed form, relative to the largest value of its tensor. */
export type CellDifference = { readonly cell: CellName; readonly difference: number };

export type Measured = {
  readonly steps: number;
  readonly charactersPerSecond: number;
  /** How much of the time is over, from 0 to 1. */
  readonly done: number;
};

/** What the page's thread asks of a worker, which is then ended: a backend's memory is not given back. */
export type DeviceWorker = {
  /** Every place that this device might have. */
  places(): Promise<readonly DevicePlace[]>;
  check(place: DevicePlace): Promise<readonly CellDifference[]>;
  /** Trains for some seconds. `tell` gets what is known so far. */
  measure(
    place: DevicePlace,
    work: { readonly hiddenSize: number; readonly seconds: number },
    tell: (measured: Measured) => void,
  ): Promise<Measured>;
};
