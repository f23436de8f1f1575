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
  process.once("exit", () => console.log("\\nloaded " + JSON.stringify(loaded)));
  const { main } = await import(${JSON.stringify(main)});
  await main(process.argv.slice(2));
`;

/** What the command line prints, and the modules that it loads, without those of Node. */
async function loadedBy(...args: readonly string[]) {
  const node = ["--conditions=@tenetjs/source", "--input-type=module", "--eval", program, "tenet", ...args];
  const { stdout } = await promisify(execFile)(process.execPath, node);
  const [output = "", list = "[]"] = stdout.split("\nloaded ");
  const loaded = (JSON.parse(list) as string[]).filter((url) => !url.startsWith("node:"));
  return { output, loaded };
}

describe("help loads what it needs, and no tfjs", () => {
  // A module costs about a millisecond. The help of a task loads the tables of options; that of text, the list of books too.
  test.each<[line: string, expected: string, most: number]>([
    ["--help", "train a network on a task", 60],
    ["train --help", "train a language model on one or more texts", 60],
    ["--version", "0.0.0", 60],
    ["runs --help", "directory to search", 60],
    ["help train", "palindrome", 60],
    ["train palindrome --help", "digits per palindrome", 80],
    ["train text --help", "files, or books by name", 190],
    ["train chat --help", "--pseudonymise", 190],
    ["resume --help", "may change", 190],
    ["sample --help", "text to continue", 190],
    ["eval --help", "n-gram baseline", 190],
    ["inspect --help", "directory of a run", 60],
    ["export --help", "model.json", 60],
    ["demo --help", "steps per network", 60],
    ["reproduce --help", "experiments to run", 60],
    ["sweep --help", "sweep file, in YAML or JSON", 60],
    ["worker --help", "trials that train at the same time", 60],
    ["bench --help", "every case on every subject", 60],
    ["backends --help", "one JSON object", 60],
    ["completion --help", "shell to write the script for", 60],
  ])("tenet %s", async (line, expected, most) => {
    const { output, loaded } = await loadedBy(...line.split(" "));
    expect(output).toContain(expected);
    expect(loaded.filter((url) => url.includes("@tensorflow"))).toEqual([]);
    expect(loaded.length, loaded.join("\n")).toBeLessThan(most);
  });
});
