import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tenet } from "../../terminal/tenet.test.fixture.ts";

/** Two texts of different words, which can be told apart. */
export const twoTexts = {
  cats: "The cat sat on the mat, and the mat was flat. A cat can nap and a rat can tap.\n".repeat(30),
  ships: "Seven ships drove over the deep, before high winds;\nnone of their crew fell in.\n".repeat(30),
};

/** The path of a run on both texts, trained for ten steps, below `directory`. */
export async function twoTextsRun(directory: string, ...more: readonly string[]): Promise<string> {
  const files: string[] = [];
  for (const [name, text] of Object.entries(twoTexts)) {
    files.push(join(directory, `${name}.txt`));
    await writeFile(files.at(-1) as string, text);
  }
  const out = join(directory, "run");
  const sizes = ["--hidden", "8", "--layers", "1", "--window", "10", "--batch", "8"];
  const trained = await tenet(
    ...["train", "text", ...files, ...sizes, "--backend", "wasm", "--learning-rate", "0.03"],
    ...["--steps", "10", "--evaluate-every", "5", "--out", out, "--json", ...more],
  );
  if (trained.exitCode !== 0) throw new Error(trained.message);
  return out;
}
