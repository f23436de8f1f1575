import type { CheckpointContents } from "@tenetjs/checkpoints";

/** Networks after a step; undefined for one that has ended, or failed. */
export type Saved = { readonly step: number; readonly networks: readonly (CheckpointContents | undefined)[] };

type Savable = { save(): Promise<CheckpointContents>; end(): Promise<void> };

/** What is needed to go on after this step. */
export async function saveEach(step: number, networks: readonly (Savable | undefined)[]): Promise<Saved> {
  const saved: (CheckpointContents | undefined)[] = [];
  for (const network of networks) saved.push(await network?.save());
  return { step, networks: saved };
}

/** The network of this number, which `make` makes at its beginning, or where it was saved. Undefined if it had ended by then. */
export function networkFrom<Network>(
  saved: Saved | undefined,
  index: number,
  make: (saved?: CheckpointContents) => Network,
): Network | undefined {
  if (saved === undefined) return make();
  const checkpoint = saved.networks[index];
  return checkpoint === undefined ? undefined : make(checkpoint);
}

/** Ends all networks, also those whose GPU is lost. */
export async function endEach(networks: readonly (Savable | undefined)[]): Promise<void> {
  await Promise.allSettled(networks.map((network) => network?.end()));
}
