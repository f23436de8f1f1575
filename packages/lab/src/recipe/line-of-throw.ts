/**
 * The line of a text, counted from 1, in which an error was thrown, or from which what threw it was called. The text ran as the body of a function made by
 * `new Function`. Undefined if the engine does not say: WebKit's does not say from which line a function was called
 * that threw.
 */
export function lineOfThrow(error: unknown, text: string): number | undefined {
  const found = linesOf(error)[0];
  if (found === undefined) return undefined;
  const line = found - firstLine() + 1;
  return line >= 1 && line <= text.split("\n").length ? line : undefined;
}

/** The lines of functions made by `new Function` in the stack of an error, the innermost first, as the engine counts them. */
function linesOf(error: unknown): number[] {
  if (!(error instanceof Error)) return [];
  const { stack = "", line, sourceURL } = error as Error & { line?: number; sourceURL?: string };
  // JavaScriptCore has no lines in the stack of such a function. It has that of the throw, if it was in the function itself, where it knows no file.
  if (line !== undefined) return sourceURL === undefined ? [line] : [];
  const frames = stack.matchAll(/\brecipe\.js:(\d+):\d+\)?$/gm);
  return Array.from(frames, ([, line]) => Number(line));
}

/** Engines count a few lines before the body, and not all the same. */
function firstLine(): number {
  try {
    new Function("throw new Error();\n//# sourceURL=recipe.js")();
  } catch (error) {
    return linesOf(error)[0] ?? 1;
  }
  return 1;
}
