import { TenetError } from "@tenetjs/core";
import fc from "fast-check";

/** A parser, inputs that are almost valid, and what has to hold for each of them. */
export type FuzzedParser = {
  /** What it reads, in the plural: "chats". */
  readonly name: string;
  readonly inputs: fc.Arbitrary<Uint8Array>;
  /** How many inputs each run of the tests tries. `pnpm fuzz` tries more. */
  readonly inEachRun: number;
  /** @throws when the parser neither returns what it should nor refuses `input` as it should. */
  check(input: Uint8Array): Promise<void> | void;
};

/** What most parsers try in each run of the tests. */
export const usualInputs = 100_000;

/** The property that every input of `parser` passes its check. */
export function fuzzProperty({
  inputs,
  check,
}: Pick<FuzzedParser, "inputs" | "check">): fc.IAsyncProperty<[Uint8Array]> {
  return fc.asyncProperty(inputs, async (input) => {
    try {
      await withoutStacks(() => check(input));
    } catch {
      // Once more, for the stack of the error.
      await check(input);
    }
  });
}

/** Runs `work` with errors that have no stack: most inputs are refused, and the stack is a quarter of what that costs. */
async function withoutStacks(work: () => Promise<void> | void): Promise<void> {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    await work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** Resolves if `read` returns, or throws an error with one of `codes` and a message of a few lines. @throws any other error. */
export async function returnsOrRefuses(read: () => unknown, codes: readonly string[]): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof TenetError) || !codes.includes(error.code) || error.message.length > 1000)
      throw error;
  }
}

/**
 * Arbitrary inputs that are almost valid: one of `corpus` after a few edits. An edit replaces, inserts, removes, repeats or moves bytes, or continues with
 * the rest of another input. Fewer edits are simpler.
 */
export function mutants(
  corpus: readonly Uint8Array[],
  dictionary: readonly string[] = [],
): fc.Arbitrary<Uint8Array> {
  const pieces = dictionary.map((piece) => new TextEncoder().encode(piece));
  return fc
    .record({ base: fc.nat(corpus.length - 1), edits: fc.array(edit, { maxLength: 6, size: "max" }) })
    .map(({ base, edits }) =>
      edits.reduce((bytes, change) => applied(bytes, change, corpus, pieces), corpus[base] as Uint8Array),
    );
}

/** An edit as four numbers: what to do, where, over how many bytes, and with what. */
const edit = fc.tuple(fc.nat(7), fc.nat(0xffff), fc.nat(40), fc.nat(0xffff));

function applied(
  bytes: Uint8Array,
  [kind, where, length, value]: readonly [number, number, number, number],
  corpus: readonly Uint8Array[],
  pieces: readonly Uint8Array[],
): Uint8Array {
  const at = where % (bytes.length + 1);
  const end = Math.min(bytes.length, at + length + 1);
  const [before, span, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  const one = Uint8Array.of(interesting[value % interesting.length] ?? value & 0xff);
  const piece = pieces[value % Math.max(1, pieces.length)] ?? one;
  const other = corpus[value % corpus.length] as Uint8Array;
  switch (kind) {
    case 0:
      return joined(before, one, bytes.subarray(at + 1));
    case 1:
      return joined(before, Uint8Array.of((bytes[at] ?? 0) ^ (1 << (value & 7))), bytes.subarray(at + 1));
    case 2:
      return joined(before, piece, bytes.subarray(at));
    case 3:
      return joined(before, after);
    case 4:
      return joined(before, span, span, after);
    case 5:
      return joined(before, other.subarray(where % (other.length + 1)));
    case 6:
      return joined(after, before, span);
    default:
      return joined(before, Uint8Array.of(value & 0xff), bytes.subarray(at + 1));
  }
}

/** Bytes at the limits of integers, of ASCII and of UTF-8's sequences, and those that separate lines and fields. */
const interesting = [
  0, 1, 0x7f, 0x80, 0xbf, 0xc0, 0xe0, 0xed, 0xf0, 0xf4, 0xff, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3a, 0x5c,
];

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
