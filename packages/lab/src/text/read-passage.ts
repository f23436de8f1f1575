import { tidied } from "@tenetjs/core/tensors";
import { logProbability } from "@tenetjs/sampling";
import { add, matMul, squeeze, type Tensor2D, tensor2d } from "@tensorflow/tfjs-core";
import type { LanguageRun } from "./language-run.ts";
import type { Passage } from "./text-facts.ts";

/** The number of characters before a passage that the network reads first. */
const leadIn = 64;

/** What a network makes of the `length` characters from `start` on of `ids`: its surprise at each, and what a unit of its last layer does. */
export async function readPassage(
  run: LanguageRun,
  ids: Int32Array,
  { start, length, unit }: { readonly start: number; readonly length: number; readonly unit: number },
): Promise<Omit<Passage, "from" | "origins">> {
  const first = Math.max(0, start - leadIn);
  const read = ids.subarray(first, start + length);
  const [logits, outputs] = tidied(() => {
    const given = tensor2d(read, [1, read.length], "int32");
    const { outputs, head } = run.model.withoutHead.apply(run.params(), given);
    const rows = squeeze(outputs, [0]) as Tensor2D;
    return [add(matMul(rows, head.w, false, head.transposed), head.b), rows] as const;
  });
  try {
    const [scores, values] = (await Promise.all([logits.data(), outputs.data()])) as [
      Float32Array,
      Float32Array,
    ];
    const shown = read.subarray(start - first);
    const { size } = run.vocabulary;
    const units = outputs.shape[1] as number;
    const at = (index: number) => start - first + index;
    return {
      step: run.steps(),
      characters: [...shown].map((id) => run.vocabulary.decode([id])),
      // Nothing stands before the first character of a text: all are as likely.
      surprises: Float32Array.from(shown, (id, index) => {
        const before = at(index) - 1;
        return before < 0
          ? Math.log(size)
          : -logProbability(scores.subarray(before * size, (before + 1) * size), id);
      }),
      outputs: Float32Array.from(shown, (_, index) => values[at(index) * units + unit] as number),
      unit,
    };
  } finally {
    logits.dispose();
    outputs.dispose();
  }
}
