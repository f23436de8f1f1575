import { copyTask } from "@tenetjs/datasets";
import { crossEntropy } from "@tenetjs/training";
import { type CopyOptions, copyCurriculum } from "./copy-options.ts";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import { symbolInputs } from "./symbol-inputs.ts";

/** What a run on the copy task trains. @throws {RangeError} when an option is out of range. */
export function copyTrainable(options: CopyOptions): GeneratedTrainable {
  const { delay: own, curriculum, items, symbols, batch, encoding, cell, seed } = options;
  const inputs = symbolInputs(encoding);
  const ofDelay = (delay: number) =>
    copyTask({ delay, items, symbols, batch, seed, encoding: inputs.encoding });
  const dataset = ofDelay(own);
  const { classes, inputSize, length } = dataset;
  return generatedTrainable({
    title: `copying ${items} of ${symbols} symbols over ${own} steps, ${encoding}, ${cell}`,
    options,
    dataset,
    length: { own, grows: curriculum ? copyCurriculum : null, at: (delay) => ofDelay(delay).training },
    network: {
      kind: "step-classifier",
      options: {
        ...networkOf(options, length),
        classes,
        input: { kind: inputs.kind, size: inputSize },
      },
    },
    time: length,
    head: "each step",
    objective: crossEntropy,
  });
}
