import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { documents, folders, root } from "./documents.ts";
import { installedPackages, missingLine, type ReadmeExample, readmeExamples } from "./readme-examples.ts";

const published = folders.filter((folder) => {
  const { name, private: isPrivate } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return name.startsWith("@tenetjs/") && !isPrivate;
});

/** In CI, a step beside the tests runs the examples of published packages from their tarballs, on the lowest Node. */
const elsewhere = process.env.TENET_PACKED_EXAMPLES === "1" ? published : [];

const examples = documents
  .filter(({ folder }) => !elsewhere.includes(folder))
  .flatMap(({ folder, path }) =>
    readmeExamples(readFileSync(path, "utf8")).map((example) => ({
      folder,
      example,
      where: `${relative(root, path)}:${example.line}`,
    })),
  );

describe("each example runs, and prints the expected lines", { concurrent: true }, () => {
  test.for(examples)("$where", async ({ folder, example }, { expect, signal }) => {
    const { code, output, errors } = await run(folder, example, signal);
    expect(code, errors).toBe(0);
    expect(output).not.toBe("");
    expect(missingLine(output, example.expected), output).toBeUndefined();
  });
});

describe("each public package has an example, and an install command for what it imports", () => {
  test.for(published.map((folder) => relative(root, folder)))("%s", (folder) => {
    const readme = join(root, folder, "README.md");
    const markdown = existsSync(readme) ? readFileSync(readme, "utf8") : "";
    expect(readmeExamples(markdown).length, `examples in ${folder}/README.md`).toBeGreaterThan(0);
    expect(installedPackages(markdown)).toContain(folder.replace(/^(packages|apps)\//, "@tenetjs/"));
  });
});

test("TypeScript blocks are found with their line numbers and expected output", () => {
  const markdown =
    '# A\n\n```sh\nls\n```\n\n```ts\nconsole.log("x"); // → x\n// → a b \n```\n\n```ts\n1;\n```\n';
  expect(readmeExamples(markdown)).toEqual([
    { line: 7, code: 'console.log("x"); // → x\n// → a b \n', expected: ["x", "a b"] },
    { line: 12, code: "1;\n", expected: [] },
  ]);
});

test("expected lines must occur whole and in order", () => {
  expect(missingLine("a\nb\nc\n", ["a", "c"])).toBeUndefined();
  expect(missingLine("a\nb\nc\n", ["c", "a"])).toBe("a");
  expect(missingLine("a\n", ["a", "a"])).toBe("a");
  expect(missingLine("ab\n", ["a"])).toBe("a");
});

test("the packages of an install command are read without versions and options", () => {
  expect(
    installedPackages("```sh\nnpm install --save @tenetjs/cells @tensorflow/tfjs-core@4.22.0 d3@7\n```"),
  ).toEqual(["@tenetjs/cells", "@tensorflow/tfjs-core", "d3"]);
  expect(installedPackages("npm is a program")).toEqual([]);
});

/** Runs the example as a module in `folder`, so that packages are found by name. Tenet's packages are run from source. */
async function run(folder: string, { code }: ReadmeExample, signal: AbortSignal) {
  const arguments_ = ["--conditions=@tenetjs/source", "--input-type=module-typescript", "-"];
  const child = spawn(process.execPath, arguments_, { cwd: folder, signal });
  child.stdin.end(code);
  const [output, errors, exit] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject)),
  ]);
  return { code: exit, output, errors };
}
