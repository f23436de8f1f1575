import { phrase } from "@tenetjs/core/internals";
import { characterVocabulary, type Vocabulary, vocabularyFromJSON } from "@tenetjs/datasets";
import type { StoredTensor } from "../dtype.ts";
import { matrix, vector } from "../gate-blocks.ts";
import { networkOfParts, partsOf, unsupported } from "./network-parts.ts";
import type { StoredNetwork } from "./stored-network.ts";

const where = "asLanguageModel";

/**
 * A network that reads ids and predicts one at every step, as a language model with a vocabulary of `tokens`, which stand in the order of their ids. Tenet's vocabularies have
 * their tokens in code-point order: the rows of the table (or of Wx) and the columns of the head are put into that order.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` when the network is another one, or when tokens are not distinct or their number is not that of its ids.
 */
export function asLanguageModel(
  stored: StoredNetwork,
  tokens: readonly string[],
): { readonly network: StoredNetwork; readonly vocabulary: Vocabulary } {
  const parts = partsOf(where, stored);
  const { input, head, readout, backward } = parts;
  if (backward !== undefined)
    throw unsupported(
      where,
      "a network that reads forwards, from ids that are known to those that are not",
      phrase("a bidirectional one"),
    );
  if (readout !== "every" || input.size !== head.outputs) {
    const got = phrase(
      `one of ${input.size} that predicts ${head.outputs}, of ${readout === "every" ? "every step" : "the last step"}`,
    );
    throw unsupported(where, "a network that predicts at every step as many ids as it reads", got);
  }
  if (tokens.length !== input.size || new Set(tokens).size !== tokens.length)
    throw unsupported(
      where,
      `${input.size} distinct tokens`,
      phrase(`${tokens.length}, ${new Set(tokens).size} of them distinct`),
    );
  const vocabulary = vocabularyOf(tokens);
  const order = vocabulary.tokens.map((token) => tokens.indexOf(token));
  const { network, tensors } = networkOfParts(where, parts, []);
  const { hiddenSize = 128, cell = "lstm", layers = 1, dropout } = network.options;
  const rowsOf = input.kind === "embedding" ? "input.table" : "recurrent.layers.0.wx";
  const dimensions = input.kind === "embedding" ? { embedding: input.table.length / input.size } : {};
  const drop = dropout === undefined ? {} : { dropout };
  return {
    vocabulary,
    network: {
      network: {
        kind: "language-model",
        options: { cell, hiddenSize, layers, ...drop, vocabularySize: input.size, ...dimensions },
      },
      tensors: {
        ...tensors,
        [rowsOf]: matrix(ordered(tensors[rowsOf], input.size, order), input.size),
        "head.w": matrix(columnsOrdered(head.w, hiddenSize, order), hiddenSize),
        "head.b": vector(Float32Array.from(order, (from) => head.b[from] as number)),
      },
    },
  };
}

/** A vocabulary of characters if all tokens are, else of words. */
function vocabularyOf(tokens: readonly string[]): Vocabulary {
  if (tokens.every((token) => Array.from(token).length === 1)) return characterVocabulary(tokens);
  const sorted = tokens.toSorted((a, b) => compare(Array.from(a), Array.from(b)));
  return vocabularyFromJSON({ kind: "words", tokens: sorted });
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const gap = (a[at]?.codePointAt(0) as number) - (b[at]?.codePointAt(0) as number);
    if (gap !== 0) return gap;
  }
  return a.length - b.length;
}

function ordered(tensor: StoredTensor | undefined, rows: number, order: readonly number[]): Float32Array {
  const data = tensor?.data as Float32Array;
  const width = data.length / rows;
  return Float32Array.from(data, (_, at) => {
    return data[(order[Math.floor(at / width)] as number) * width + (at % width)] as number;
  });
}

function columnsOrdered(data: Float32Array, rows: number, order: readonly number[]): Float32Array {
  const width = data.length / rows;
  return Float32Array.from(data, (_, at) => {
    return data[Math.floor(at / width) * width + (order[at % width] as number)] as number;
  });
}
