import { writeFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { missingLine } from "../../packages/testing/src/readme/readme-examples.ts";
import type { Consumer } from "./consumer.ts";
import type { NodeProgram } from "./nodes.ts";
import type { Packed } from "./pack.ts";
import { problemsOf, run } from "./run.ts";

/** The problems found when the README's examples are type-checked and run in `folder`, and the package's programs run with `--help`. */
export async function tryExamples({
  folder,
  examples,
  packed,
  node,
  tsc,
}: Consumer & { packed: Packed; node: NodeProgram; tsc: string }): Promise<string[]> {
  const programs = Object.values(packed.manifest.bin ?? {}).map((path) =>
    join(folder, "node_modules", packed.manifest.name, path),
  );
  // Written first: a program that starts while it is being written would read a part of it.
  await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
  const files = await Promise.all(
    examples.map(async ({ code, expected, line }) => {
      await writeFile(join(folder, `line-${line}.mts`), code);
      await writeFile(join(folder, `line-${line}.mjs`), stripTypeScriptTypes(code));
      return { path: join(folder, `line-${line}.mjs`), expected, name: `the example at line ${line}` };
    }),
  );
  const runs = [
    ...files.map(({ path, expected, name }) => ({ args: [path], expected, name })),
    ...programs.map((path) => ({ args: [path, "--help"], expected: [], name: `${path} --help` })),
  ];
  const outcomes = runs.map(async ({ args, expected, name }) => {
    const { ok, output, errors } = await run(node.path, args, folder);
    const missing = missingLine(output, expected);
    if (ok && output !== "" && missing === undefined) return [];
    const why = ok ? `does not print ${missing ?? "anything"}` : "failed";
    return [`${name} ${why} on Node ${node.version}:\n${output}${errors}`.trimEnd()];
  });
  const types = files.length === 0 ? [] : await typeCheck(folder, tsc);
  return [...types, ...(await Promise.all(outcomes)).flat()];
}

async function typeCheck(folder: string, tsc: string): Promise<string[]> {
  const compilerOptions = {
    module: "nodenext",
    target: "es2023",
    types: ["node"],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  await writeFile(
    join(folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions, include: ["line-*.mts"] }),
  );
  return problemsOf("tsc on the README's examples", tsc, ["-p", folder]);
}
