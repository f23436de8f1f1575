import { parity } from "@tenetjs/datasets";
import { crossEntropy } from "@tenetjs/training";
import { strictCurriculum } from "../run/curriculum.ts";
import { type GeneratedTrainable, generatedTrainable } from "./generated-trainable.ts";
import { networkOf } from "./network-of.ts";
import type { ParityOptions } from "./parity-options.ts";
import { symbolInputs } from "./symbol-inputs.ts";

/** What a run on parity trains. @throws {RangeError} when an option is out of range. */
export function parityTrainable(options: ParityOptions): GeneratedTrainable {
  const { length: own, curriculum, batch, encoding, cell, seed } = options;
  const inputs = symbolInputs(encoding);
  const ofLength = (length: number) => parity({ length, batch, seed, encoding: inputs.encoding });
  const dataset = ofLength(own);
  const { classes, inputSize } = dataset;
  return generatedTrainable({
    title: `the parity of ${own} bits, ${encoding}, ${cell}`,
    options,
    dataset,
    length: { own, grows: curriculum ? strictCurriculum : null, at: (length) => ofLength(length).training },
    network: {
      kind: "step-classifier",
      options: {
        ...networkOf(options, own),
        classes,
        input: { kind: inputs.kind, size: inputSize },
      },
    },
    time: own,
    head: "each step",
    objective: crossEntropy,
  });
}
