import { integer, seed } from "@tenetjs/core";
import { streamingModelContract } from "@tenetjs/testing";
import { markovModel, randomTable } from "./markov-model.test.fixture.ts";
import { ngramModel } from "./scoring/ngram-model.ts";

const vocabularySize = 5;

streamingModelContract("the Markov chain of these tests", () => {
  const model = markovModel(randomTable(seed("contract"), vocabularySize));
  return { model, vocabularySize, held: () => model.live.size };
});

streamingModelContract("an n-gram model", () => {
  const rng = seed("text");
  const tokens = Int32Array.from({ length: 500 }, () => integer(rng, vocabularySize));
  return { model: ngramModel(tokens, { vocabSize: vocabularySize, order: 3 }), vocabularySize };
});
