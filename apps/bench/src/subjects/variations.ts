import type { Batch } from "@tenetjs/datasets";
import type { LanguageModelOptions } from "@tenetjs/models";
import type { TrainingBatch } from "@tenetjs/training";

/** A training step of a text model that does something else than the bare one, or more. */
export type Variation = {
  /** The name, as in a subject's title. */
  readonly title: string;
  /** Options of the model that differ, by the hidden size. */
  model?(hiddenSize: number): Partial<LanguageModelOptions>;
  /** The weight decay of AdamW, in place of Adam. */
  readonly weightDecay?: number;
  /** The batch, with what is added to it. */
  batch?(batch: Batch): TrainingBatch;
};

/** Every variation by name. A subject `tenet-with-NAME` has it. */
export const variations = {
  dropout: { title: "dropout 0.2", model: () => ({ dropout: 0.2 }) },
  embedding: {
    title: "an embedding as wide as a layer",
    model: (hiddenSize) => ({ embedding: hiddenSize }),
  },
  "tied-head": { title: "a tied head", model: (hiddenSize) => ({ embedding: hiddenSize, tied: true }) },
  "layer-norm": { title: "layer normalisation", model: () => ({ cell: "layer-norm-lstm" }) },
  phased: { title: "a temporal gate", model: () => ({ cell: "phased-lstm" }) },
  adamw: { title: "AdamW", weightDecay: 0.01 },
  "carried-state": {
    title: "a carried state",
    // Every batch continues the one before it.
    batch: (batch) => ({ ...batch, reset: false }),
  },
  mask: { title: "a mask", batch: (batch) => ({ ...batch, mask: padded(batch) }) },
  "min-gru": { title: "minGRU", model: () => ({ cell: "min-gru" }) },
  "min-lstm": { title: "minLSTM", model: () => ({ cell: "min-lstm" }) },
  indrnn: { title: "IndRNN", model: () => ({ cell: "indrnn" }) },
  sru: { title: "SRU", model: () => ({ cell: "sru" }) },
} as const satisfies Readonly<Record<string, Variation>>;

export type VariationName = keyof typeof variations;

/** The names of all variations. */
export const variationNames = Object.keys(variations) as VariationName[];

/** A mask whose rows end one by one: a row has no padding, the next one a step of it, up to a quarter of the steps. */
function padded({ inputs: { shape } }: Batch): NonNullable<Batch["mask"]> {
  const [batch, time] = shape as [number, number];
  const most = Math.ceil(time / 4);
  const isReal = (index: number) => (index % time) + (Math.floor(index / time) % most) < time;
  const data = Float32Array.from({ length: batch * time }, (_, index) => Number(isReal(index)));
  return { data, shape: [batch, time] };
}
