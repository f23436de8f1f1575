import type { Operator } from "@tenetjs/core";
import { checkInteger, problem } from "@tenetjs/core/internals";
import type { TextChunk } from "./decode.ts";

/**
 * An operator that ends a sample's text before the first of `stops` in it, however the stop is spread over chunks. It
 * holds back text while that could still be the beginning of a stop, so no part of one is ever given. Where several
 * stops occur, the one that is complete first counts; of two that are complete at once, the longer.
 *
 * It ends the stream when all `samples` have ended, and with it the generation behind it.
 *
 * @throws {RangeError} when a stop is empty, or `samples` is not an integer of at least 1.
 */
export function stopAt(
  stops: readonly string[],
  { samples = 1 }: { samples?: number } = {},
): Operator<TextChunk, TextChunk> {
  checkInteger("stopAt", "samples", samples, 1);
  if (stops.includes("")) {
    throw new RangeError(
      problem("stopAt", "stops of at least one character", stops, "Leave the empty one out."),
    );
  }
  return async function* (chunks) {
    const held: string[] = [];
    const ended = new Set<number>();
    for await (const { sample, text, end } of chunks) {
      if (ended.has(sample)) continue;
      const pending = (held[sample] ?? "") + text;
      const stop = firstStop(pending, stops);
      const finish = stop === undefined ? end : "stop";
      const ready = stop ?? (end === null ? pending.length - heldBack(pending, stops) : pending.length);
      held[sample] = pending.slice(ready);
      if (finish !== null) ended.add(sample);
      if (ready > 0 || finish !== null) yield { sample, text: pending.slice(0, ready), end: finish };
      if (ended.size === samples) return;
    }
  };
}

/** Where in `text` the stop begins that is complete first. */
function firstStop(text: string, stops: readonly string[]): number | undefined {
  let first: number | undefined;
  let firstEnd = Number.POSITIVE_INFINITY;
  for (const stop of stops) {
    const start = text.indexOf(stop);
    const end = start + stop.length;
    if (start >= 0 && (end < firstEnd || (end === firstEnd && start < first!))) {
      first = start;
      firstEnd = end;
    }
  }
  return first;
}

/** How many characters at the end of `text` are the beginning of a stop. */
function heldBack(text: string, stops: readonly string[]): number {
  const longest = Math.max(0, ...stops.map((stop) => stop.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const tail = text.slice(-length);
    if (stops.some((stop) => stop.startsWith(tail))) return length;
  }
  return 0;
}
