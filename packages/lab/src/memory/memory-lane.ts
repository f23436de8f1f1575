import type { CellName } from "@tenetjs/cells";
import type { CheckpointContents } from "@tenetjs/checkpoints";
import { characterVocabulary, randomWindows, type Vocabulary } from "@tenetjs/datasets";
import { type SequenceParams, stepClassifier } from "@tenetjs/models";
import { logProbability } from "@tenetjs/sampling";
import { crossEntropy } from "@tenetjs/training";
import { type Network, network } from "../training/network.ts";
import { influence } from "./influence.ts";
import { meanWithInterval } from "./mean-with-interval.ts";
import type { LaneLook, LaneMemory, MemoryValues, Place } from "./memory-facts.ts";
import { contextLength, type MemoryText, passageOf } from "./memory-texts.ts";

/** A network that learns a text. */
export type MemoryLane = Network<SequenceParams> & {
  /** What it remembers, on average over the places at which the text asks. */
  remember(): Promise<LaneMemory>;
  look(place: Place): Promise<LaneLook>;
};

/** What all networks read: a text, and the ids of its characters. */
export type MemoryTask = { readonly text: MemoryText; readonly vocabulary: Vocabulary };

/** The task of a text. */
export function memoryTask(text: MemoryText): MemoryTask {
  return { text, vocabulary: characterVocabulary(text.training + text.heldOut) };
}

/** Characters in a training batch. */
const sizes = { batch: 32, time: contextLength };

/**
 * A network with the given cell, at its beginning or where it was saved. `values()` are those of the controls now, for what acts at once.
 */
export function memoryLane(
  { text, vocabulary }: MemoryTask,
  cell: CellName,
  values: () => MemoryValues,
  saved?: CheckpointContents,
): MemoryLane {
  const { hiddenSize, seed } = values();
  const classes = vocabulary.size;
  const model = stepClassifier({
    input: { kind: "one-hot", size: classes },
    classes,
    cell,
    hiddenSize,
    // The RNN starts as in the race, with a gradient that soon dies; gates that keep memory start nine tenths open or more.
    initialisation: "pytorch",
    forgetBias: 3,
    // Every character is a step: gates with long periods would sleep through most of a line.
    ...(cell.startsWith("phased-") ? { temporalGate: { period: [1, 10], openRatio: 0.5 } } : {}),
  });
  const learning = network({
    model,
    objective: crossEntropy(model),
    training: randomWindows(vocabulary.encode(text.training), { ...sizes, seed }),
    heldOut: [],
    optimizer: "adam",
    rates: values,
    seed,
    saved,
  });
  const heldOut = vocabulary.encode(text.heldOut);
  const contexts = text.asked.map((place) => heldOut.subarray(place - contextLength, place));
  const answers = Int32Array.from(text.asked, (place) => heldOut[place] as number);

  return {
    ...learning,
    async remember() {
      const { logits, norms } = await influence(model, learning.params(), contexts, answers);
      const right = logits.filter((row, index) => largest(row) === answers[index]).length;
      return {
        accuracy: right / logits.length,
        influence: Array.from({ length: contextLength }, (_, back) =>
          meanWithInterval(norms.map((row) => row[contextLength - 1 - back] as number)),
        ),
      };
    },
    async look({ passage, place, output }) {
      const ids = vocabulary.encode(passageOf(text, passage));
      const read = ids.subarray(0, place);
      const ask = async (id: number) => {
        const { logits, norms } = await influence(model, learning.params(), [read], Int32Array.of(id));
        return { id, logits: logits[0] as Float32Array, norms: norms[0] as Float32Array };
      };
      const found = await ask(ids[place] as number);
      const expected = largest(found.logits);
      const { id, logits, norms } = output === "guess" && expected !== found.id ? await ask(expected) : found;
      return {
        character: vocabulary.decode([id]),
        probability: Math.exp(logProbability(logits, id)),
        guess: vocabulary.decode([expected]),
        norms: Array.from(norms),
      };
    },
  };
}

/** The index of the largest number. */
function largest(numbers: Float32Array): number {
  return numbers.indexOf(Math.max(...numbers));
}
