import { tidied } from "@tenetjs/core/tensors";
import { slice, tensor2d } from "@tensorflow/tfjs-core";
import { correlations } from "./correlations.ts";
import type { LanguageRun } from "./language-run.ts";
import type { UnitFinding } from "./text-facts.ts";
import { textFeatures } from "./text-features.ts";

/** The length of the pieces that are read side by side, and of their beginnings, which do not count: the state has to settle. */
const [time, leadIn] = [192, 32];
const mostPieces = 24;

/**
 * For each feature of a text, the unit of the last layer that follows it best. The unit is chosen on the first half of the pieces; its correlation is that on the
 * second half, where it was not chosen for. A feature that does not vary is left out.
 */
export async function findUnits(run: LanguageRun): Promise<UnitFinding[]> {
  if (run.heldOut.length === 0) return [];
  const read = piecesOf(run.heldOut);
  const pieces = read.length / time;
  if (pieces < 2) return [];
  const outputs = tidied(() => {
    const ids = tensor2d(read, [pieces, time], "int32");
    const { outputs } = run.model.withoutHead.apply(run.params(), ids);
    return slice(outputs, [0, leadIn, 0], [pieces, time - leadIn, outputs.shape[2]]);
  });
  try {
    const table = (await outputs.data()) as Float32Array;
    const units = outputs.shape[2] as number;
    const rows = pieces * (time - leadIn);
    const middle = Math.floor(pieces / 2) * (time - leadIn);
    const characters = [...read].map((id) => run.vocabulary.decode([id]));
    return textFeatures(characters).flatMap(({ name, values }) => {
      const counted = settled(values);
      const onFirst = correlations(table, units, counted, [0, middle]);
      const onSecond = correlations(table, units, counted, [middle, rows]);
      const unit = mostExtreme(onFirst);
      const correlation = onSecond[unit];
      return correlation === undefined || Number.isNaN(correlation)
        ? []
        : [{ feature: name, unit, correlation }];
    });
  } finally {
    outputs.dispose();
  }
}

/** Pieces of the texts, by turns, so that both halves have as much of each text. */
function piecesOf(texts: readonly Int32Array[]): Int32Array {
  const counts = texts.map(({ length }) => Math.floor(length / time));
  const each = Math.floor(Math.min(mostPieces / texts.length, ...counts));
  const pieces = Array.from({ length: each }, (_, index) =>
    texts.map((ids) => ids.subarray(index * time, (index + 1) * time)),
  ).flat();
  return Int32Array.from(pieces.flatMap((piece) => [...piece]));
}

/** The values without those of the beginnings of pieces. */
function settled(values: Float32Array): Float32Array {
  return values.filter((_, index) => index % time >= leadIn);
}

function mostExtreme(values: Float64Array): number {
  let best = -1;
  let most = 0;
  for (const [index, value] of values.entries()) {
    if (!(Math.abs(value) > most)) continue;
    most = Math.abs(value);
    best = index;
  }
  return best;
}
