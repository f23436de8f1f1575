import { getHeapStatistics } from "node:v8";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { LanguageModel } from "@tenetjs/models";
import type { BackendChoice } from "../options/backend-options.ts";
import type { SamplingOptions } from "../options/sampling-options.ts";
import { inBytes } from "./in-bytes.ts";
import { memoryLimit } from "./memory-limit.ts";

/** Bytes of a sample besides its tokens, and of a token: its id, and its part of the text. */
const [bytesOfSample, bytesOfToken] = [500, 12];

/** @throws {TenetError} `TOO_LARGE` when the samples that are asked for take more memory than there is. */
export function checkSamplingSize(
  { options, layers }: Pick<LanguageModel, "options" | "layers">,
  { count, beam, length }: Pick<SamplingOptions, "count" | "beam" | "length">,
  backend: BackendChoice,
): void {
  const rows = beam ?? count;
  const numbers = layers.reduce((sum, { outputSize }) => sum + 4 * outputSize, 2 * options.vocabularySize);
  const flag = beam !== null ? "--beam" : count > 1 ? "--count" : "--length";
  const tensors = memoryLimit(backend);
  const heap = { bytes: getHeapStatistics().heap_size_limit, name: "the heap of JavaScript" };
  for (const [limit, bytes] of [
    [tensors, rows * numbers * 4],
    [heap, rows * (bytesOfSample + bytesOfToken * length)],
  ] as const) {
    if (bytes <= limit.bytes) continue;
    const expected = `texts that fit in ${inBytes(limit.bytes)}, ${limit.name}`;
    const got = `about ${inBytes(bytes)} for ${rows.toLocaleString("en")} of up to ${length.toLocaleString("en")} tokens`;
    throw new TenetError("TOO_LARGE", problem(flag, expected, phrase(got), "Ask for fewer or shorter ones."));
  }
}
