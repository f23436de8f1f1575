import { getHeapStatistics } from "node:v8";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { LanguageModel } from "@tenetjs/models";
import type { BackendChoice } from "../options/backend-options.ts";
import type { SamplingOptions } from "../options/sampling-options.ts";
import { inBytes } from "./in-bytes.ts";
import { type MemoryLimit, memoryLimit } from "./memory-limit.ts";

/** Bytes of a sample besides its tokens, and of a token: its id, and its part of the text. */
const [bytesOfSample, bytesOfToken] = [500, 12];

type Asked = Pick<SamplingOptions, "count" | "beam" | "length">;

/**
 * Refuses texts that do not fit in memory, whatever network writes them. `lengthFlag` is the option that says how long they are.
 *
 * @throws {TenetError} `TOO_LARGE`
 */
export function checkTextSize(asked: Asked, lengthFlag = "--length"): void {
  const heap = { bytes: getHeapStatistics().heap_size_limit, name: "the heap of JavaScript" };
  checkSize(asked, { bytesOfRow: bytesOfSample + bytesOfToken * asked.length, limit: heap, lengthFlag });
}

/** @throws {TenetError} `TOO_LARGE` when the states of the network for that many texts do not fit in memory. */
export function checkStateSize(
  { options, layers }: Pick<LanguageModel, "options" | "layers">,
  asked: Asked,
  backend: BackendChoice,
): void {
  const numbers = layers.reduce((sum, { outputSize }) => sum + 4 * outputSize, 2 * options.vocabularySize);
  checkSize(asked, { bytesOfRow: 4 * numbers, limit: memoryLimit(backend) });
}

type Rows = { readonly bytesOfRow: number; readonly limit: MemoryLimit; readonly lengthFlag?: string };

function checkSize(
  { count, beam, length }: Asked,
  { bytesOfRow, limit, lengthFlag = "--length" }: Rows,
): void {
  const rows = beam ?? count;
  const bytes = rows * bytesOfRow;
  if (bytes <= limit.bytes) return;
  const flag = beam !== null ? "--beam" : count > 1 ? "--count" : lengthFlag;
  const expected = `texts that fit in ${inBytes(limit.bytes)}, ${limit.name}`;
  const got = `about ${inBytes(bytes)} for ${rows.toLocaleString("en")} of up to ${length.toLocaleString("en")} tokens`;
  throw new TenetError("TOO_LARGE", problem(flag, expected, phrase(got), "Ask for fewer or shorter ones."));
}
