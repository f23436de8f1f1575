import { type LanguageRun, languageRun } from "./language-run.ts";
import { decodeRun } from "./run-file.ts";

/** A network that was trained before, and its loss in nats a character on the held-out part of its text. */
export type TrainedRun = { readonly run: LanguageRun; readonly loss: number };

/** The network that comes with the element, trained on the story. It is in a module, since a page may forbid requests. The caller ends its run. */
export async function trainedRun(): Promise<TrainedRun> {
  const { trainedNetwork } = await import("./trained-network.ts");
  const bytes = Uint8Array.from(atob(trainedNetwork), (character) => character.charCodeAt(0));
  const { options, vocabulary, learningRate, checkpoint } = decodeRun(bytes, "the trained network");
  const run = languageRun({
    options,
    vocabulary,
    tokens: [],
    schedule: () => ({ learningRate, steps: 0 }),
    from: checkpoint,
  });
  return { run, loss: Number(checkpoint.metadata.heldOutLoss) };
}
