/** What is wrong with the text of a recipe, and in which line, counted from 1, if that is known. */
export class RecipeError extends Error {
  override readonly name = "RecipeError";
  readonly line: number | undefined;
  /** Whether the text cannot be parsed: `syntaxError` finds the line. */
  readonly isUnparsed: boolean;

  constructor(message: string, line?: number, isUnparsed = false) {
    super(message);
    this.line = line;
    this.isUnparsed = isUnparsed;
  }
}
