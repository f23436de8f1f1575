import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { type LanguageModelParams, streamingLanguageModel } from "@tenetjs/models";
import {
  argmax,
  categorical,
  generate,
  type Picker,
  type Token,
  type Transform,
  temperature,
  topK,
  topP,
} from "@tenetjs/sampling";
import type { LanguageRun } from "./language-run.ts";
import type { TextValues } from "./text-facts.ts";

/** Writes on and on, as the controls say at each character. */
export type Writer = {
  /** The next characters. */
  write(count: number): Promise<string>;
  /** The ids of what it has written since it began, at most some hundreds of them. */
  written(): Int32Array;
  /** Goes on with the network as it is now. */
  refresh(): Promise<void>;
  /** Begins anew after `prompt`. @throws {TenetError} `UNKNOWN_TOKEN` when the vocabulary lacks one of its characters. */
  begin(prompt: string): Promise<void>;
  end(): Promise<void>;
};

/** The number of characters that a network reads again when it goes on with other weights, and of those that are remembered. */
const [memory, remembered] = [120, 400];

/** A writer that begins after `prompt`. */
export function writer(
  run: Pick<LanguageRun, "model" | "vocabulary" | "copy" | "options">,
  prompt: string,
  values: () => TextValues,
): Writer {
  const { model, vocabulary } = run;
  const draw = categorical(seed(`writer ${run.options.seed}`));
  const pick: Picker = (logits, sample) =>
    values().pick === "greedy" ? argmax(logits) : draw(logits, sample);
  let transforms: readonly Transform[] = [];
  let shown: TextValues | undefined;
  const transform: Transform = (logits, recent) => {
    if (values() !== shown) {
      shown = values();
      transforms = transformsOf(shown);
    }
    return transforms.reduce((row, next) => next(row, recent), logits);
  };
  let past: number[] = [...vocabulary.encode(prompt)];
  let written: number[] = [];
  let params: LanguageModelParams | undefined;
  let tokens: AsyncGenerator<Token, void, undefined> | undefined;

  const close = async () => {
    await tokens?.return();
    tokens = undefined;
    if (params !== undefined) disposeTree(params);
    params = undefined;
  };
  const open = () => {
    params = run.copy();
    tokens = generate({
      model: streamingLanguageModel(model, params),
      prompt: past.slice(-memory),
      pick,
      transforms: [transform],
    });
    return tokens;
  };

  return {
    async write(count) {
      const stream = tokens ?? open();
      const ids: number[] = [];
      for (let index = 0; index < count; index += 1) {
        const { value } = await stream.next();
        if (value === undefined || value.id < 0) break;
        ids.push(value.id);
      }
      past = [...past, ...ids].slice(-memory);
      written = [...written, ...ids].slice(-remembered);
      return vocabulary.decode(ids);
    },
    written: () => Int32Array.from(written),
    refresh: close,
    async begin(next) {
      const ids = [...vocabulary.encode(next)];
      await close();
      past = ids;
      written = [];
    },
    end: close,
  };
}

function transformsOf(values: TextValues): Transform[] {
  return [
    temperature(values.temperature),
    ...(values.topK > 0 ? [topK(values.topK)] : []),
    ...(values.topP < 1 ? [topP(values.topP)] : []),
  ];
}
