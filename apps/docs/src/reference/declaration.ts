/** What a package exports under one name. */
export type Declaration = {
  readonly name: string;
  readonly kind: "function" | "constant" | "type" | "class";
  /** TypeScript as in the source, without `export` and without bodies. Overloads follow one another. */
  readonly code: string;
  /** The doc comment, in Markdown. */
  readonly doc: string;
  /** By name. */
  readonly params: ReadonlyArray<readonly [name: string, doc: string]>;
  readonly returns: string | undefined;
  /** When it throws: an error's class and a condition, each. */
  readonly throws: readonly string[];
  /** The path of the file in the repository. */
  readonly file: string;
  readonly line: number;
  /** The names of the declaration's types. */
  readonly types: readonly string[];
};
