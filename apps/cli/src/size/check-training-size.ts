import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { BackendChoice } from "../options/backend-options.ts";
import { inBytes } from "./in-bytes.ts";
import { memoryLimit } from "./memory-limit.ts";
import { type TrainingSize, totalBytes } from "./training-size.ts";

/** @throws {TenetError} `TOO_LARGE` when training takes more memory than there is: that of the machine or, once it is known, of the backend. */
export function checkTrainingSize(size: TrainingSize, backend: BackendChoice | null = null): void {
  const { bytes, name } = memoryLimit(backend);
  const total = totalBytes(size);
  if (total <= bytes) return;
  const { parameters, weights, optimizer, activations } = size;
  const parts = [
    `${inBytes(weights)} for ${parameters.toLocaleString("en")} parameters`,
    ...(optimizer > 0 ? [`${inBytes(optimizer)} for the optimizer`] : []),
    `${inBytes(activations)} for a batch`,
  ];
  const next =
    "Choose a smaller network (--hidden, --layers, --embedding) or batch (--batch, --window, --length).";
  throw new TenetError(
    "TOO_LARGE",
    problem(
      "train",
      `training to fit in ${inBytes(bytes)}, ${name}`,
      phrase(`about ${inBytes(total)}: ${parts.join(", ")}`),
      next,
    ),
  );
}
