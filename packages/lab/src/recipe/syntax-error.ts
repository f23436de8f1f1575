import { RecipeError } from "./recipe-error.ts";
import { programOf } from "./run-recipe.ts";

/** Why a text cannot be parsed, and in which line: engines do not say, or each in another way. The parser is loaded when it is needed. */
export async function syntaxError(text: string): Promise<RecipeError> {
  const { parse } = await import("acorn");
  try {
    parse(programOf(text), { ecmaVersion: "latest", allowReturnOutsideFunction: true });
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc: { line: number } };
    return new RecipeError(
      message.replace(/ \(\d+:\d+\)$/, "."),
      Math.min(loc.line, text.split("\n").length),
    );
  }
  return new RecipeError("The text cannot be parsed.");
}
