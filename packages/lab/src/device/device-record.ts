import type { checkedCells } from "./checked-cells.ts";
import type { CellDifference, DevicePlace, DeviceValues, Measured } from "./device-facts.ts";

/** All that is known of a device so far. */
export type DeviceRecord = {
  readonly places: readonly DevicePlace[];
  /** The units of the networks that are measured. */
  readonly sizes: readonly number[];
  /** By place: what the check found. */
  readonly checks: Map<string, readonly CellDifference[]>;
  /** By place and units: what was measured, or is being measured. */
  readonly measured: Map<string, Measured>;
  /** By place: why it failed. */
  readonly failures: Map<string, string>;
  /** How long each network was trained to measure it. */
  seconds: number;
  /** What is done now, in words. */
  doing: string;
};

/** The record of a device of which nothing is known but its places. */
export function deviceRecord(
  places: readonly DevicePlace[],
  { among, sizes, seconds }: DeviceValues,
): DeviceRecord {
  return {
    places: places.filter(({ backend }) => among === "all" || among === backend),
    sizes: sizes === "all" ? [64, 128, 256] : [Number(sizes)],
    checks: new Map(),
    measured: new Map(),
    failures: new Map(),
    seconds,
    doing: "",
  };
}

/** The name of a measurement in the record. */
export function measurementOf({ id }: DevicePlace, hiddenSize: number): string {
  return `${id} ${hiddenSize}`;
}

/** The places that run here. */
export function runningPlaces({ places }: DeviceRecord): readonly DevicePlace[] {
  return places.filter(({ missing }) => missing === undefined);
}

/** The places whose kernels are fused: plain JavaScript has none to check. */
export function checkedPlaces(record: DeviceRecord): readonly DevicePlace[] {
  return runningPlaces(record).filter(({ backend }) => backend !== "cpu");
}

/** The largest difference that the check found anywhere; undefined before there is one. */
export function worstOf({ checks }: DeviceRecord): number | undefined {
  const all = [...checks.values()].flat().map(({ difference }) => difference);
  return all.length === 0 ? undefined : Math.max(...all);
}

/**
 * The largest difference with which the check passes: sums of float32 numbers in another order differ by about their number times 6e-8, and these sums have
 * some hundred terms.
 */
export const tolerance = 1e-4;

/** The difference of a cell on a place; undefined before it is checked. */
export function differenceOf(
  { checks }: DeviceRecord,
  { id }: DevicePlace,
  cell: (typeof checkedCells)[number],
): number | undefined {
  return checks.get(id)?.find((found) => found.cell === cell)?.difference;
}
