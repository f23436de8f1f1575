import type { Operator } from "@tenetjs/core";
import { checkInteger, problem } from "@tenetjs/core/internals";
import type { TextChunk } from "./decode.ts";

/**
 * An operator that ends a sample's text before the first stop string in it, even if the stop spans several chunks. It
 * holds back text that could still be the beginning of a stop, so no part of a stop is ever yielded. If several
 * stops occur, the one that is complete first counts; of two that are complete at the same time, the longer.
 *
 * When all `samples` have ended, it ends the stream, and with it the generation that it reads from.
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

/** The index in `text` of the stop that is complete first; undefined if there is none. */
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

/** The number of characters at the end of `text` that may be the beginning of a stop. */
function heldBack(text: string, stops: readonly string[]): number {
  const longest = Math.max(0, ...stops.map((stop) => stop.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const tail = text.slice(-length);
    if (stops.some((stop) => stop.startsWith(tail))) return length;
  }
  return 0;
}
