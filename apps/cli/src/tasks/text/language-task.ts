import type { Task } from "../task.ts";
import { evaluationOptions } from "./evaluate/evaluation-options.ts";
import type { LanguageKind } from "./language-kind.ts";
import type { LanguageOptions } from "./language-options.ts";
import { type TextData, textData } from "./text-data.ts";

/** A task that trains a language model on a kind of text. */
export function languageTask<Options extends LanguageOptions>(
  kind: LanguageKind<Options>,
): Task<Options, TextData> {
  const { name, argument, help, options, confidential = false } = kind;
  return {
    ...{ name, argument, options, confidential, data: textData, evaluationOptions },
    ...(help === undefined ? {} : { help }),
    load: async () => (await import("./language-work.ts")).languageWork(kind),
  };
}
