/** What is wrong with the text of a recipe, and in which line, counted from 1, if that is known. */
export class RecipeError extends Error {
  override readonly name = "RecipeError";
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
