import { isOfDevice } from "./is-of-device.ts";
import { messageOf } from "./message-of.ts";
import type { FailureFact } from "./training-facts.ts";

/**
 * What `ask` gets from each network that has not failed. One that fails now leaves `networks`, with a fact that says why; the others go on.
 *
 * @throws what the last one that was left has thrown, and an error of the GPU, which is that of all.
 */
export async function fromEach<Network extends { end(): Promise<void> }, Result>(
  networks: (Network | undefined)[],
  report: (fact: FailureFact) => void,
  ask: (network: Network, index: number) => Promise<Result>,
): Promise<(Result | undefined)[]> {
  const results: (Result | undefined)[] = [];
  for (const [index, network] of networks.entries()) {
    try {
      results.push(network === undefined ? undefined : await ask(network, index));
    } catch (error) {
      if (isOfDevice(error)) throw error;
      results.push(undefined);
      networks[index] = undefined;
      await network?.end().catch(() => {});
      report({ kind: "failure", lane: index, message: messageOf(error) });
      if (networks.every((other) => other === undefined)) throw error;
    }
  }
  return results;
}
