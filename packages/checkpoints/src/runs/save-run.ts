import type { Network, NetworkKind } from "@tenetjs/models";
import { keep } from "#host";
import { encodeSafetensors } from "../encode-safetensors.ts";
import { describedRun } from "../run-file/described-run.ts";
import { treeToTensors } from "../tree-to-tensors.ts";
import type { SavedRun } from "./loaded-run.ts";

/**
 * Saves a network with its vocabulary and parameters, for {@link loadRun}. In Node `to` is the path of a safetensors file, which is written atomically; in a
 * page it is `indexeddb://NAME`, and the browser keeps the run. Nothing is disposed.
 *
 * @throws {TenetError} with the file, and the code of the error of the file system; `OUTPUT_UNWRITABLE` when the browser keeps nothing.
 */
export async function saveRun<Kind extends NetworkKind>(to: string, run: SavedRun<Kind>): Promise<void> {
  await keep(to, await runToBytes(run));
}

/** The bytes of the file that {@link saveRun} writes, for a download or for a storage of your own. */
export async function runToBytes<Kind extends NetworkKind>(saved: SavedRun<Kind>): Promise<Uint8Array> {
  const { kind, model, params, vocabulary, step = null, run } = saved as SavedRun;
  const { task, options, data } = run ?? { task: null, options: {}, data: null };
  const network = { kind, options: model.options } as Network;
  const description = describedRun({
    network,
    vocabulary: vocabulary?.toJSON() ?? null,
    task,
    options,
    data,
  });
  return encodeSafetensors(await treeToTensors(params), {
    ...(step === null ? {} : { step: String(step) }),
    run: JSON.stringify(description),
  });
}
