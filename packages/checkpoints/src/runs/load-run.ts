import { seed, TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTree } from "@tenetjs/core/tensors";
import { vocabularyFromJSON } from "@tenetjs/datasets";
import { type NetworkKind, networkModel, networkParameters } from "@tenetjs/models";
import { source as hostSource } from "#host";
import { type Checkpoint, decodeSafetensors } from "../decode-safetensors.ts";
import type { NamedBytes } from "../host/named-bytes.ts";
import { mismatch } from "../mismatch.ts";
import { parametersIn } from "../parameters-in.ts";
import { restoreParams } from "../resumable-state.ts";
import { parseRun } from "../run-file/parse-run.ts";
import type { WeightsChoice } from "../run-file/run-files.ts";
import type { RunDescription } from "../run-file/run-schema.ts";
import type { LoadedRun } from "./loaded-run.ts";

/** Where a run comes from: a path or a URL, `indexeddb://NAME` in a page, or the bytes of a file. */
export type RunSource = string | URL | Uint8Array | ArrayBuffer | Blob;

export type LoadRunOptions<Kind extends NetworkKind> = {
  /** The kind of network that is expected. Default: any. */
  readonly kind?: Kind;
  /** The weights to read from a directory. Default: the best on held-out data if the run saved them, else the last. */
  readonly weights?: WeightsChoice;
};

/**
 * The model of a trained run with its parameters, on the current backend, and its vocabulary. In Node a path is that of a run's directory, or of
 * a safetensors file in it. In a page a string is a URL, relative to that of the page. Checkpoints can be read too: their parameters are taken.
 *
 * The size of the network is compared with that of the file before anything is made.
 *
 * @throws {TenetError} `NO_RUN` when there is none, or one of another kind; `RUN_VERSION` when a later version of Tenet wrote it; `BAD_RUN` when its
 *   description is damaged; `CHECKPOINT_CORRUPT` with the byte at fault; `CHECKPOINT_MISMATCH` when the weights are not those of the network.
 */
export async function loadRun<Kind extends NetworkKind = NetworkKind>(
  source: RunSource,
  { kind, weights }: LoadRunOptions<Kind> = {},
): Promise<LoadedRun<Kind>> {
  const { bytes, name } = await bytesOf(source, weights ?? null);
  const checkpoint = decodeSafetensors(bytes, { file: name });
  const run = runIn(checkpoint, name);
  const { network } = run;
  if (kind !== undefined && network.kind !== kind)
    throw noRun(`a ${kind} in ${name}`, `a ${network.kind}`, "Leave out the kind, or load another run.");
  checkSize(network, checkpoint, name);
  const model = networkModel(network);
  const like = model.init(seed(0));
  const { step } = checkpoint.metadata;
  try {
    return {
      kind: network.kind,
      model,
      params: restoreParams(like, checkpoint.tensors),
      vocabulary: run.vocabulary === null ? null : vocabularyFromJSON(run.vocabulary),
      step: step === undefined ? null : Number(step),
      run,
    } as LoadedRun<Kind>;
  } finally {
    disposeTree(like);
  }
}

async function bytesOf(source: RunSource, weights: WeightsChoice | null): Promise<NamedBytes> {
  if (typeof source === "string" || source instanceof URL) return hostSource(source, weights);
  const bytes = source instanceof Blob ? await source.arrayBuffer() : source;
  return { bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes), name: "the file" };
}

function runIn({ metadata: { run } }: Checkpoint, name: string): RunDescription {
  if (run !== undefined) return parseRun(run, name);
  const next = "Another program wrote it: `tenet import` makes a run of files of PyTorch, Keras and ONNX.";
  throw noRun(`the description of a run in ${name}`, "none", next);
}

function noRun(expected: string, got: string, next: string): TenetError {
  return new TenetError("NO_RUN", problem("loadRun", expected, phrase(got), next));
}

function checkSize({ options }: RunDescription["network"], { tensors }: Checkpoint, name: string): void {
  const parameters = networkParameters(options);
  const stored = Object.values(parametersIn(tensors)).reduce((sum, { data }) => sum + data.length, 0);
  if (stored === parameters) return;
  throw mismatch("loadRun", `the ${parameters} parameters of its network in ${name}`, stored);
}
