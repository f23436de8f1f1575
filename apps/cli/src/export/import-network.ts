import { join } from "node:path";
import { asLanguageModel, type StoredNetwork } from "@tenetjs/checkpoints/formats";
import { readBytes, writeAtomically, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { badRun, describedRun, fitting, runFiles } from "@tenetjs/checkpoints/run-file";
import { array, string } from "valibot";
import { newDirectory } from "./new-directory.ts";

/**
 * Writes a network to `directory` as a run, for `loadRun`, and returns the paths. With a file of `tokens`, a JSON list in the order of their ids, it becomes a language model, for `tenet sample`
 * too.
 *
 * @throws {TenetError} `RUN_EXISTS` when the directory has a file of a run; `FORMAT_UNSUPPORTED` when the tokens are not those of the network.
 */
export async function importNetwork(
  stored: StoredNetwork,
  { tokens, directory }: { readonly tokens: string | null; readonly directory: string },
): Promise<string[]> {
  const language = tokens === null ? undefined : asLanguageModel(stored, await readTokens(tokens));
  const { network, tensors } = language?.network ?? stored;
  const run = describedRun({
    network,
    vocabulary: language?.vocabulary.toJSON() ?? null,
    task: null,
    options: {},
    data: null,
  });
  await newDirectory(directory);
  const [weights, description] = [join(directory, runFiles.weights), join(directory, runFiles.run)];
  await writeCheckpoint(weights, tensors, { run: JSON.stringify(run) });
  await writeAtomically(description, `${JSON.stringify(run, null, 2)}\n`);
  return [weights, description];
}

async function readTokens(file: string): Promise<readonly string[]> {
  const text = new TextDecoder().decode(await readBytes("--tokens", file));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRun(`a JSON list of tokens in ${file}`, text);
  }
  return fitting(array(string()), value, { name: "the tokens", file });
}
