import { integer, type Rng, seed as seeded, split, uniform } from "@tenetjs/core";
import { checkChoice, checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batch, Batches, Values } from "../batch.ts";
import { batches } from "../batches.ts";

export type FrequencyDiscriminationOptions = {
  /** One sample per millisecond (`standard`), ten per millisecond, or 15 to 125 samples at random times. */
  sampling?: "standard" | "high-resolution" | "asynchronous";
  batch?: number;
  seed?: number | string;
  /** Whether the input includes the timestamp, for cells that take no timestamps. */
  timeAsInput?: boolean;
  /** Number of held-out waves. */
  heldOut?: number;
};

/** A batch of waves, with the timestamp of each sample in milliseconds. The mask is needed because waves differ in length. */
export type WaveBatch = Batch & {
  readonly time: Values<Float32Array>;
  readonly mask: Values<Float32Array>;
};

/** The frequency discrimination task: a network reads samples of a sine wave, and says whether its period is in a narrow range. */
export type FrequencyDiscrimination = {
  /** Numbers in a step: the amplitude, and with `timeAsInput` the timestamp. */
  readonly inputSize: 1 | 2;
  readonly classes: 2;
  readonly chance: { readonly accuracy: number; readonly loss: number };
  readonly training: Batches<WaveBatch>;
  readonly heldOut: Batches<WaveBatch>;
};

/**
 * Sine waves to classify by their period, from Neil, Pfeiffer and Liu, "Phased LSTM" (2016), section 4.1. Class 1 has
 * a period of 5 to 6 ms, class 0 one of 1 to 5 or 6 to 100 ms. A wave lasts 15 to 125 ms, ends by 125 ms, and has a random
 * phase; duration, start and phase are uniform. `inputs` are `[batch, time, 1]` (2 with `timeAsInput`), `targets`
 * `[batch]`. Waves are padded at the end to the longest of their batch, with mask 0, amplitude 0 and the last timestamp.
 *
 * As in the authors' code, which produced the published figures, periods of class 0 are log-uniform (the
 * text of the paper says uniform). Unlike there, none is in the range of class 1. Rows alternate between the classes.
 * Training and held-out waves are drawn from different random streams. Defaults: asynchronous, batches of 32.
 *
 * No network can be right on all of `standard`: in samples 1 ms apart, a period of 1.2 to 1.25 ms is an alias of
 * one of 5 to 6 ms. A fraction ln(1.25 / 1.2) / (ln 5 + ln(100 / 6)), 0.9 %, of class 0 has such a period.
 *
 * @throws {RangeError} when `sampling` is unknown, or `batch` or `heldOut` is not an integer of at least 1.
 */
export function frequencyDiscrimination(
  options: FrequencyDiscriminationOptions = {},
): FrequencyDiscrimination {
  checkOptions("frequencyDiscrimination", options, {
    sampling: true,
    batch: true,
    seed: true,
    timeAsInput: true,
    heldOut: true,
  });
  const { sampling = "asynchronous", batch = 32, seed = 0, timeAsInput = false, heldOut = 500 } = options;
  const samplings = ["standard", "high-resolution", "asynchronous"] as const;
  checkChoice("frequencyDiscrimination", "sampling", sampling, samplings);
  checkInteger("frequencyDiscrimination", "batch", batch, 1);
  checkInteger("frequencyDiscrimination", "heldOut", heldOut, 1);

  const root = split(seeded(seed), "frequency discrimination");
  const inputSize = timeAsInput ? 2 : 1;
  const wavesFrom = (stream: Rng, start: number, rows: number): WaveBatch => {
    const classes = Int32Array.from({ length: rows }, (_, row) => (start + row) % 2);
    const waves = Array.from(classes, (target, row) =>
      drawWave(split(stream, start + row), target, sampling),
    );
    return waveBatch(waves, classes, inputSize);
  };

  return {
    inputSize,
    classes: 2,
    chance: { accuracy: 0.5, loss: Math.log(2) },
    training: batches(Number.POSITIVE_INFINITY, (index) =>
      wavesFrom(split(root, "training"), index * batch, batch),
    ),
    heldOut: batches(Math.ceil(heldOut / batch), (index) =>
      wavesFrom(split(root, "held-out"), index * batch, Math.min(batch, heldOut - index * batch)),
    ),
  };
}

type Wave = { times: Float64Array; amplitudeAt(time: number): number };

function drawWave(rng: Rng, target: number, sampling: "standard" | "high-resolution" | "asynchronous"): Wave {
  const period = target === 1 ? uniform(rng, 5, 6) : otherPeriod(rng);
  const phase = uniform(rng, 0, 2 * Math.PI);
  const duration = uniform(rng, 15, 125);
  const start = uniform(rng, 0, 125 - duration);
  return {
    times:
      sampling === "asynchronous" ? randomTimes(rng, start, duration) : evenTimes(start, duration, sampling),
    amplitudeAt: (time) => Math.sin((2 * Math.PI * time) / period + phase),
  };
}

/** A log-uniform period in [1, 5) or [6, 100). */
function otherPeriod(rng: Rng): number {
  const position = uniform(rng, 0, Math.log(5) + Math.log(100 / 6));
  return Math.exp(position < Math.log(5) ? position : position + Math.log(6 / 5));
}

function randomTimes(rng: Rng, start: number, duration: number): Float64Array {
  const count = 15 + integer(rng, 111);
  return Float64Array.from({ length: count }, () => uniform(rng, start, start + duration)).sort();
}

function evenTimes(start: number, duration: number, sampling: "standard" | "high-resolution"): Float64Array {
  const perMillisecond = sampling === "standard" ? 1 : 10;
  const length = Math.ceil(duration * perMillisecond);
  return Float64Array.from({ length }, (_, i) => start + i / perMillisecond);
}

function waveBatch(waves: readonly Wave[], classes: Int32Array<ArrayBuffer>, inputSize: 1 | 2): WaveBatch {
  const rows = waves.length;
  const longest = Math.max(...waves.map(({ times }) => times.length));
  const inputs = new Float32Array(rows * longest * inputSize);
  const time = new Float32Array(rows * longest);
  const mask = new Float32Array(rows * longest);
  waves.forEach(({ times, amplitudeAt }, row) => {
    for (let step = 0; step < longest; step += 1) {
      const position = row * longest + step;
      const now = times[Math.min(step, times.length - 1)]!;
      const isReal = step < times.length;
      time[position] = now;
      mask[position] = isReal ? 1 : 0;
      inputs[position * inputSize] = isReal ? amplitudeAt(now) : 0;
      if (inputSize === 2) inputs[position * inputSize + 1] = now;
    }
  });
  return {
    inputs: { data: inputs, shape: [rows, longest, inputSize] },
    targets: { data: classes, shape: [rows] },
    time: { data: time, shape: [rows, longest] },
    mask: { data: mask, shape: [rows, longest] },
  };
}
