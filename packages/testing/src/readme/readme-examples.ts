/** An example in a README: a TypeScript block, and its expected output. */
export type ReadmeExample = {
  /** The line of the README on which the block starts. */
  readonly line: number;
  readonly code: string;
  /** The texts of its `// → ` comments, in order. */
  readonly expected: readonly string[];
};

/** The blocks of `markdown` that start with "```ts", in order. */
export function readmeExamples(markdown: string): ReadmeExample[] {
  return codeBlocks(markdown, "ts").map(({ line, code }) => ({
    line,
    code,
    expected: [...code.matchAll(/\/\/ → (.*)$/gm)].map(([, text]) => (text as string).trimEnd()),
  }));
}

/** The blocks of `markdown` that are marked with this language, in order. */
export function codeBlocks(markdown: string, language: "ts" | "js"): Pick<ReadmeExample, "line" | "code">[] {
  return [...markdown.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map((match) => ({
    line: markdown.slice(0, match.index).split("\n").length,
    code: match[1] as string,
  }));
}

/** The first of the lines `expected` that is not in `output` after the lines before it; undefined if all are. */
export function missingLine(output: string, expected: readonly string[]): string | undefined {
  const lines = output.split("\n").map((line) => line.trimEnd());
  let from = 0;
  return expected.find((text) => {
    from = lines.indexOf(text, from) + 1;
    return from === 0;
  });
}

/** The packages in the first `npm install` command of `markdown`, without versions. */
export function installedPackages(markdown: string): string[] {
  const command = /^npm install (.+)$/m.exec(markdown)?.[1] ?? "";
  return command
    .split(" ")
    .filter((word) => word !== "" && !word.startsWith("-"))
    .map((word) => word.replace(/(.)@.*$/, "$1"));
}
