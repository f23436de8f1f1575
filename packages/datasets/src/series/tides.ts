import { normal, seed as seeded, split } from "@tenetjs/core";
import { checkInteger, checkOptions } from "@tenetjs/core/internals";

export type TidesOptions = {
  /** Rows, one an hour. */
  readonly hours: number;
  readonly seed?: number | string;
};

/**
 * The largest constituents of a tide on a shallow coast: height in metres, and speed in degrees an hour. The speeds are those of the moon and the
 * sun; the heights are of the order that they have in the southern North Sea.
 */
const constituents = [
  { name: "M2", height: 1.2, speed: 28.9841 },
  { name: "S2", height: 0.4, speed: 30 },
  { name: "N2", height: 0.25, speed: 28.4397 },
  { name: "K1", height: 0.15, speed: 15.0411 },
  { name: "O1", height: 0.1, speed: 13.943 },
] as const;

/**
 * Hourly water levels in metres, made up: the sum of the tide's constituents, whose periods do not divide each other, and a surge that wind pushes up
 * and lets go within a day. Each row has one number, the level. A series that small networks learn in seconds, and that no naive forecast gets
 * right: neither the last hour nor yesterday's tide is where the water is.
 *
 * @throws {RangeError} when `hours` is not an integer of at least 1. @throws {TypeError} for an unknown option.
 */
export function tides(options: TidesOptions): [level: number][] {
  checkOptions("tides", options, { hours: true, seed: true });
  const { hours, seed = 0 } = options;
  checkInteger("tides", "hours", hours, 1);
  const rng = split(seeded(seed), "tides");
  let surge = 0;
  return Array.from({ length: hours }, (_, hour) => {
    surge = 0.96 * surge + normal(rng, 0, 0.04);
    const tide = constituents.reduce(
      (sum, { height, speed }) => sum + height * Math.cos((speed * hour * Math.PI) / 180),
      0,
    );
    return [tide + surge];
  });
}
