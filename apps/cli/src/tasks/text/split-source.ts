import { splitContiguous, type Tokens } from "@tenetjs/datasets";
import { withoutCaller } from "../../corpus/read-source.ts";
import type { KeptLanguageValues } from "./language-options.ts";

/** The training part and the held-out part of a source. @throws {RangeError} with the name of the source, when a part is shorter than a window. */
export function splitSource<Data extends Tokens>(
  name: string,
  tokens: Data,
  { validationShare, time }: Pick<KeptLanguageValues, "validationShare" | "time">,
): Record<"train" | "validation", Data> {
  try {
    return splitContiguous(tokens, { train: 1 - validationShare, validation: validationShare }, { time });
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const [reason] = withoutCaller(cause.message).split(" Pass a longer text");
    const next = "Pass a longer text, or a smaller --window or another --validation-share.";
    throw new RangeError(`${name}: ${reason} ${next}`, { cause });
  }
}
