import { describe, expect, test } from "vitest";
import { frequencyDiscrimination, type WaveBatch } from "./frequency-discrimination.ts";

type Wave = { target: number; times: number[]; amplitudes: number[] };

/** The waves of a batch without padding. The amplitude is the first number of each step. */
function wavesOf({ inputs, targets, time, mask }: WaveBatch): Wave[] {
  const [rows = 0, longest = 0, inputSize = 0] = inputs.shape;
  return Array.from({ length: rows }, (_, row) => {
    const real = Array.from({ length: longest }, (_, step) => row * longest + step).filter(
      (i) => mask.data[i] === 1,
    );
    return {
      target: targets.data[row]!,
      times: real.map((i) => time.data[i]!),
      amplitudes: real.map((i) => inputs.data[i * inputSize]!),
    };
  });
}

/** The residual of the best sine of this period, by least squares on sine and cosine, as a fraction of the power. */
function misfit({ times, amplitudes }: Wave, period: number): number {
  let [ss, sc, cc, sy, cy, yy] = [0, 0, 0, 0, 0, 0];
  times.forEach((time, i) => {
    const [s, c, y] = [
      Math.sin((2 * Math.PI * time) / period),
      Math.cos((2 * Math.PI * time) / period),
      amplitudes[i]!,
    ];
    ss += s * s;
    sc += s * c;
    cc += c * c;
    sy += s * y;
    cy += c * y;
    yy += y * y;
  });
  const determinant = ss * cc - sc * sc;
  return 1 - (sy * (sy * cc - cy * sc) + cy * (cy * ss - sy * sc)) / determinant / yy;
}

const periods = (low: number, high: number) =>
  Array.from({ length: 400 }, (_, i) => low + ((high - low) * (i + 0.5)) / 400);

describe.each(["standard", "high-resolution", "asynchronous"] as const)("%s sampling", (sampling) => {
  const task = frequencyDiscrimination({ sampling, batch: 20, seed: 3 });

  test("waves of class 1 have a period of 5 to 6 ms, waves of class 0 any other", () => {
    const waves = [0, 1, 2].flatMap((index) => wavesOf(task.training.at(index)));
    expect(waves.map(({ target }) => target)).toEqual(Array.from({ length: 60 }, (_, i) => i % 2));
    const fits = (wave: Wave) => periods(5, 6).some((period) => misfit(wave, period) < 1e-3);
    const [others, inRange] = [0, 1].map((target) => waves.filter((wave) => wave.target === target));
    expect(inRange?.every(fits)).toBe(true);
    // Of the other 30, one has a period of about 1.2 ms. In samples 1 ms apart it is an alias of a period of 6 ms.
    expect(others?.filter(fits)).toHaveLength(sampling === "standard" ? 1 : 0);
  });

  test("timestamps increase, from 0 to 125 ms, with the spacing of the sampling", () => {
    for (const { times } of wavesOf(task.training.at(5))) {
      const gaps = times.slice(1).map((time, i) => time - times[i]!);
      expect(times[0]).toBeGreaterThanOrEqual(0);
      expect(times.at(-1)).toBeLessThanOrEqual(125);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(0);
      expect(times.length).toBeGreaterThanOrEqual(15);
      if (sampling === "asynchronous") {
        expect(times.length).toBeLessThanOrEqual(125);
        continue;
      }
      for (const gap of gaps) expect(gap).toBeCloseTo(sampling === "standard" ? 1 : 0.1, 4);
    }
  });
});

test("shorter waves are padded at the end, with the last timestamp and no amplitude", () => {
  const { inputs, time, mask } = frequencyDiscrimination({ batch: 8, timeAsInput: true }).training.at(0);
  const longest = inputs.shape[1]!;
  expect(inputs.shape).toEqual([8, longest, 2]);
  let padded = 0;
  for (let i = 0; i < mask.data.length; i += 1) {
    expect(inputs.data[2 * i + 1]).toBe(time.data[i]);
    if (mask.data[i] === 1) continue;
    padded += 1;
    expect(i % longest).toBeGreaterThan(0);
    expect(time.data[i]).toBe(time.data[i - 1]);
    expect(inputs.data[2 * i]).toBe(0);
    if ((i + 1) % longest !== 0) expect(mask.data[i + 1]).toBe(0);
  }
  expect(padded).toBeGreaterThan(0);
});

test("the same seed gives the same waves, and held-out waves do not depend on the batch size", () => {
  const read = (batch: number) =>
    [...frequencyDiscrimination({ batch, heldOut: 30 }).heldOut].flatMap((waves) => wavesOf(waves));
  expect(read(7)).toEqual(read(30));
  const { training, heldOut } = frequencyDiscrimination({ seed: 1 });
  expect(training.at(9)).toEqual(frequencyDiscrimination({ seed: 1 }).training.at(9));
  expect(training.at(0)).not.toEqual(frequencyDiscrimination({ seed: 2 }).training.at(0));
  expect(training.at(0)).not.toEqual(heldOut.at(0));
});

test("invalid options are refused", () => {
  // @ts-expect-error: a sampling that does not exist
  expect(() => frequencyDiscrimination({ sampling: "dense" })).toThrow(
    "standard, high-resolution, asynchronous",
  );
  expect(() => frequencyDiscrimination({ batch: 0 })).toThrow(RangeError);
  expect(() => frequencyDiscrimination({ heldOut: 1.5 })).toThrow(RangeError);
});
