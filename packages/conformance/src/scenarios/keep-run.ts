import { forgetRun, keptRuns, loadRun, saveRun } from "@tenetjs/checkpoints/runs";
import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { characterVocabulary } from "@tenetjs/datasets";
import { languageModel, streamingLanguageModel } from "@tenetjs/models";
import { logitsAfter } from "@tenetjs/testing/logits-after";

export type KeptRun = {
  /** The logits after a few characters of the network that was saved, and of the one that was loaded. */
  readonly saved: readonly Float32Array[];
  readonly loaded: readonly Float32Array[];
  readonly tokens: readonly string[];
  readonly step: number | null;
  /** The names of kept runs after saving, and after forgetting. */
  readonly kept: readonly string[];
  readonly left: readonly string[];
};

/** A language model with random weights that the browser keeps as `name`, loads and forgets. Pages and their workers have IndexedDB; Node has none. */
export async function keepRun({ name }: { readonly name: string }): Promise<KeptRun> {
  const vocabulary = characterVocabulary("abc");
  const model = languageModel({ vocabularySize: 3, hiddenSize: 8 });
  const params = model.init(seed("weights"));
  await saveRun(name, { kind: "language-model", model, params, vocabulary, step: 7 });
  const kept = await keptRuns();
  const run = await loadRun(name, { kind: "language-model" });
  await forgetRun(name);
  const ids = [[0, 1, 2, 2, 1, 0]];
  const found = {
    saved: await logitsAfter(streamingLanguageModel(model, params), 1, ids),
    loaded: await logitsAfter(streamingLanguageModel(run.model, run.params), 1, ids),
    tokens: run.vocabulary.tokens,
    step: run.step,
    kept,
    left: await keptRuns(),
  };
  disposeTree([params, run.params]);
  return found;
}
