import { TenetError } from "@tenetjs/core";
import { excerpt, phrase, problem } from "@tenetjs/core/internals";
import { codePointName, compareCodePoints } from "./code-points.ts";

/** What an encoder calls for tokens that are not in the vocabulary. */
export type UnknownTokens = {
  /** The id of the replacement. Without a replacement, counts the token and returns -1. */
  resolve(token: string): number;
  /** @throws {TenetError} `UNKNOWN_TOKEN` when any was counted. */
  check(): void;
};

/**
 * A handler for the unknown tokens of one `encode`: it replaces them by `replacement`, or counts them for the error.
 *
 * @throws {RangeError} when the replacement is not in the vocabulary either.
 */
export function unknownTokens(
  kind: "characters" | "words",
  replacement: string | undefined,
  idOf: (token: string) => number | undefined,
): UnknownTokens {
  const id = replacement === undefined ? -1 : idOf(replacement);
  if (id === undefined) {
    throw new RangeError(problem("encode", "unknown to be a token of the vocabulary", replacement));
  }
  const counts = new Map<string, number>();
  return {
    resolve(token) {
      if (id === -1) counts.set(token, (counts.get(token) ?? 0) + 1);
      return id;
    },
    check() {
      if (counts.size > 0) throw unknownTokenError(kind, counts);
    },
  };
}

function unknownTokenError(kind: "characters" | "words", counts: ReadonlyMap<string, number>): TenetError {
  const listed = [...counts]
    .sort(([a, m], [b, n]) => n - m || compareCodePoints(a, b))
    .slice(0, 10)
    .map(([token, count]) => {
      const name = kind === "characters" ? ` (${codePointName(token)})` : "";
      return `${excerpt(token)}${name} ${count} ${count === 1 ? "time" : "times"}`;
    });
  if (counts.size > listed.length) listed.push(`and ${counts.size - listed.length} more`);
  return new TenetError(
    "UNKNOWN_TOKEN",
    problem(
      "encode",
      `${kind} of the vocabulary`,
      phrase(listed.join(", ")),
      "Build the vocabulary from text that has them, or pass { unknown } with a token to replace them.",
    ),
  );
}
