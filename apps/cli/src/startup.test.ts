import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

/** Prints the URL of each module that the command line loads, after the output of the command line itself. */
const program = `
  import { registerHooks } from "node:module";
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  process.once("exit", () => console.log("loaded " + JSON.stringify(loaded)));
  const { main } = await import(${JSON.stringify(main)});
  await main(process.argv.slice(1));
`;

/** What the command line prints, and the modules that it loads, without those of Node. */
async function loadedBy(...args: readonly string[]) {
  const node = ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program, "--", ...args];
  const { stdout } = await promisify(execFile)(process.execPath, node);
  const [output = "", list = "[]"] = stdout.split("loaded ");
  const loaded = (JSON.parse(list) as string[]).filter((url) => !url.startsWith("node:"));
  return { output, loaded };
}

describe("a quick command loads what it needs, and no tfjs", () => {
  test.each([
    ["--help", "train a network on a task"],
    ["train --help", "train a language model on one or more texts"],
    ["--version", "0.0.0"],
    ["runs --help", "directory to search"],
    ["help train", "palindrome"],
  ])("tenet %s", async (line, expected) => {
    const { output, loaded } = await loadedBy(...line.split(" "));
    expect(output).toContain(expected);
    expect(loaded.filter((url) => url.includes("@tensorflow"))).toEqual([]);
    // A module costs about a millisecond.
    expect(loaded.length, loaded.join("\n")).toBeLessThan(60);
  });
});
