import type { ParameterCount, Recipe } from "@tenetjs/recipes";
import type { CellOptions } from "./cell-options.ts";
import { gruRecipe } from "./cells/gru.ts";
import { indrnnRecipe } from "./cells/indrnn.ts";
import { layerNormLstm, layerNormLstmParameterCount } from "./cells/layer-norm-lstm.ts";
import { lstmRecipe } from "./cells/lstm.ts";
import { mguRecipe } from "./cells/mgu.ts";
import { minGruRecipe } from "./cells/min-gru.ts";
import { minLstmRecipe } from "./cells/min-lstm.ts";
import { peepholeLstmRecipe } from "./cells/peephole-lstm.ts";
import { rnnRecipe } from "./cells/rnn.ts";
import type { Layer } from "./layer.ts";

/** What is known of a cell: what it is called, where it comes from, and its recipe, or the layer that it is instead. */
export type CellEntry = {
  /** What people call it. */
  readonly title: string;
  /** What tells it from the others, as one sentence. */
  readonly summary: string;
  readonly citation: Citation;
} & (
  | { readonly recipe: Recipe }
  | {
      readonly state: readonly string[];
      readonly layer: (options: CellOptions) => Layer;
      readonly parameterCount: (sizes: CellSizes) => ParameterCount;
    }
);

export type CellSizes = Pick<CellOptions, "inputSize" | "hiddenSize">;

/** The paper that a cell is from. */
export type Citation = {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** The journal or the conference. */
  readonly venue: string;
  /** Its DOI or arXiv page. */
  readonly url: string;
};

/**
 * Every cell by its name, but for those that follow from another: see `CellName`. The names of models and of the command
 * line, the tests of all cells, the benchmark's choices and the tables of the documents are read off this list.
 */
export const cellTable = {
  rnn: {
    title: "RNN",
    summary: "The vanilla recurrent network: one tanh, no gates.",
    recipe: rnnRecipe,
    citation: {
      authors: "Elman",
      year: 1990,
      title: "Finding Structure in Time",
      venue: "Cognitive Science 14(2)",
      url: "https://doi.org/10.1207/s15516709cog1402_1",
    },
  },
  lstm: {
    title: "LSTM",
    summary: "Long short-term memory with a forget gate (Gers, Schmidhuber and Cummins, 2000).",
    recipe: lstmRecipe,
    citation: {
      authors: "Hochreiter and Schmidhuber",
      year: 1997,
      title: "Long Short-Term Memory",
      venue: "Neural Computation 9(8)",
      url: "https://doi.org/10.1162/neco.1997.9.8.1735",
    },
  },
  gru: {
    title: "GRU",
    summary: "The gated recurrent unit, in the reset-after form of PyTorch and cuDNN.",
    recipe: gruRecipe,
    citation: {
      authors: "Cho et al.",
      year: 2014,
      title: "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation",
      venue: "EMNLP",
      url: "https://arxiv.org/abs/1406.1078",
    },
  },
  "peephole-lstm": {
    title: "peephole LSTM",
    summary: "The LSTM whose gates also see the unit's own memory.",
    recipe: peepholeLstmRecipe,
    citation: {
      authors: "Gers and Schmidhuber",
      year: 2000,
      title: "Recurrent Nets that Time and Count",
      venue: "IJCNN",
      url: "https://doi.org/10.1109/IJCNN.2000.861302",
    },
  },
  mgu: {
    title: "MGU",
    summary: "The minimal gated unit: a GRU of one gate, in a reset-after form.",
    recipe: mguRecipe,
    citation: {
      authors: "Zhou et al.",
      year: 2016,
      title: "Minimal Gated Unit for Recurrent Neural Networks",
      venue: "International Journal of Automation and Computing 13(3)",
      url: "https://arxiv.org/abs/1603.09420",
    },
  },
  indrnn: {
    title: "IndRNN",
    summary: "The independently recurrent network: of the state a unit sees its own number alone.",
    recipe: indrnnRecipe,
    citation: {
      authors: "Li et al.",
      year: 2018,
      title: "Independently Recurrent Neural Network (IndRNN): Building a Longer and Deeper RNN",
      venue: "CVPR",
      url: "https://arxiv.org/abs/1803.04831",
    },
  },
  "min-gru": {
    title: "minGRU",
    summary: "The GRU whose gate and candidate see x alone, so that it is linear in its state.",
    recipe: minGruRecipe,
    citation: {
      authors: "Feng et al.",
      year: 2024,
      title: "Were RNNs All We Needed?",
      venue: "arXiv",
      url: "https://arxiv.org/abs/2410.01201",
    },
  },
  "min-lstm": {
    title: "minLSTM",
    summary: "The LSTM whose gates and candidate see x alone, so that it is linear in its state.",
    recipe: minLstmRecipe,
    citation: {
      authors: "Feng et al.",
      year: 2024,
      title: "Were RNNs All We Needed?",
      venue: "arXiv",
      url: "https://arxiv.org/abs/2410.01201",
    },
  },
  "layer-norm-lstm": {
    title: "layer-normalised LSTM",
    summary: "The LSTM whose sums are normalised over its units.",
    state: ["h", "c"],
    layer: layerNormLstm,
    parameterCount: layerNormLstmParameterCount,
    citation: {
      authors: "Ba, Kiros and Hinton",
      year: 2016,
      title: "Layer Normalization",
      venue: "arXiv",
      url: "https://arxiv.org/abs/1607.06450",
    },
  },
} as const satisfies Readonly<Record<string, CellEntry>>;
