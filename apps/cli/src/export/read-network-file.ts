import { dirname, join } from "node:path";
import { type NetworkFile, type ReadNetworkOptions, readNetwork } from "@tenetjs/checkpoints/formats";
import { readBytes } from "@tenetjs/checkpoints/node";
import type { foreignOptions } from "../options/foreign-options.ts";
import type { ValuesOf } from "../options/option.ts";

/** The network in a file of another program, or of a run. @throws as `readNetwork` does; with the code of the file system when a file cannot be read. */
export async function readNetworkFile(
  file: string,
  { readout, nonlinearity, predicts, prefix }: ValuesOf<typeof foreignOptions>,
): Promise<NetworkFile> {
  const read = (path: string) => readBytes("readNetwork", path);
  const options: ReadNetworkOptions = {
    file,
    ...(readout === null ? {} : { readout }),
    ...(nonlinearity === null ? {} : { nonlinearity }),
    ...(predicts === null ? {} : { predicts }),
    ...(prefix === null ? {} : { prefix }),
    sibling: (name) => read(join(dirname(file), name)),
  };
  return readNetwork(await read(file), options);
}
