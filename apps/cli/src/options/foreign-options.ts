import { option } from "./option.ts";
import { choice, text } from "./value-types.ts";

/** What the weights of another program do not say of their network. */
export const foreignOptions = {
  readout: option({
    flag: "--readout <which>",
    type: choice(["every", "last"]),
    otherwise: "what the file says",
    help: "which steps the head reads, for weights that do not say it (PyTorch, .weights.h5)",
  }),
  nonlinearity: option({
    flag: "--nonlinearity <name>",
    type: choice(["tanh", "relu"]),
    otherwise: "what the file says",
    help: "nonlinearity of an nn.RNN or SimpleRNN, for weights that do not say it",
  }),
  predicts: option({
    flag: "--predicts <what>",
    type: choice(["numbers", "classes"]),
    otherwise: "what the file says, or numbers if there is one output, classes if there are more",
    help: "what the outputs of the head are, for a file that does not say it",
  }),
  prefix: option({
    flag: "--prefix <text>",
    type: text,
    otherwise: "guessed",
    help: "prefix of the names of PyTorch's recurrent layers, such as model.lstm.",
  }),
};
