import type { ParameterCount, Recipe } from "@tenetjs/recipes";
import type { CellOptions } from "./cell-options.ts";
import { gruRecipe } from "./cells/gru.ts";
import { indrnnRecipe } from "./cells/indrnn.ts";
import { layerNormLstm, layerNormLstmParameterCount } from "./cells/layer-norm-lstm.ts";
import { lstmRecipe } from "./cells/lstm.ts";
import { mguRecipe } from "./cells/mgu.ts";
import { minGruRecipe } from "./cells/min-gru.ts";
import { minLstmRecipe } from "./cells/min-lstm.ts";
import { originalGruRecipe } from "./cells/original-gru.ts";
import { peepholeLstmRecipe } from "./cells/peephole-lstm.ts";
import { rnnRecipe } from "./cells/rnn.ts";
import { sruRecipe } from "./cells/sru.ts";
import type { Layer } from "./layer.ts";
import type { ComposedName, RecipeName } from "./names.ts";

/** A row of the table of cells: the cell's title, summary and paper, and either its recipe or, for a cell without one, its layer. */
export type CellEntry = RecipeEntry | ComposedEntry;

type Described = {
  /** The name used in prose. */
  readonly title: string;
  /** One sentence on what distinguishes the cell from the others. */
  readonly summary: string;
  readonly citation: Citation;
};

type RecipeEntry = Described & { readonly recipe: Recipe };

type ComposedEntry = Described & {
  readonly state: readonly string[];
  readonly layer: (options: CellOptions) => Layer;
  readonly parameterCount: (sizes: CellSizes) => ParameterCount;
};

export type CellSizes = Pick<CellOptions, "inputSize" | "hiddenSize">;

/** The paper that introduced a cell. */
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
 * Every cell by name, except those derived from another: see `CellName`. The benchmark's choices, the tests of all cells and the tables in
 * the documents are derived from this list. Its names stand in `names.ts`, which loads without tfjs; the type below holds the two together.
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
    summary: "The gated recurrent unit in the reset-after form of PyTorch and cuDNN.",
    recipe: gruRecipe,
    citation: {
      authors: "Cho et al.",
      year: 2014,
      title: "Learning Phrase Representations using RNN Encoder-Decoder for Statistical Machine Translation",
      venue: "EMNLP",
      url: "https://arxiv.org/abs/1406.1078",
    },
  },
  "original-gru": {
    title: "original GRU",
    summary: "The gated recurrent unit as it was published: it resets the state before the product.",
    recipe: originalGruRecipe,
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
    summary: "An LSTM whose gates also see the unit's own memory.",
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
    summary: "The minimal gated unit: a GRU with a single gate, in a reset-after form.",
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
    summary: "The independently recurrent network: each unit sees only its own state.",
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
    summary: "A GRU whose gate and candidate depend on the input only, which makes it linear in its state.",
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
    summary:
      "An LSTM whose gates and candidate depend on the input only, which makes it linear in its state.",
    recipe: minLstmRecipe,
    citation: {
      authors: "Feng et al.",
      year: 2024,
      title: "Were RNNs All We Needed?",
      venue: "arXiv",
      url: "https://arxiv.org/abs/2410.01201",
    },
  },
  sru: {
    title: "SRU",
    summary:
      "The simple recurrent unit: gates that depend on the input and the unit's own memory, and a highway connection.",
    recipe: sruRecipe,
    citation: {
      authors: "Lei, Zhang, Wang, Dai and Artzi",
      year: 2018,
      title: "Simple Recurrent Units for Highly Parallelizable Recurrence",
      venue: "EMNLP",
      url: "https://arxiv.org/abs/1709.02755",
    },
  },
  "layer-norm-lstm": {
    title: "layer-normalised LSTM",
    summary: "An LSTM that normalises its pre-activations and its memory over the units.",
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
} as const satisfies Readonly<Record<RecipeName, RecipeEntry> & Record<ComposedName, ComposedEntry>>;
