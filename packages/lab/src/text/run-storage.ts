import { createStore, delMany, getMany, set, setMany } from "idb-keyval";
import type { KeptRun } from "./text-facts.ts";

/** Where the browser keeps a network and its text between two visits. Nothing of it leaves the browser. */
export type RunStorage = {
  read(): Promise<KeptRun | undefined>;
  /** Keeps a network. Its texts are written only if they are others than before. */
  write(run: KeptRun): Promise<void>;
  clear(): Promise<void>;
};

/**
 * The storage of this name. Only one page at a time has it, so that two of them do not overwrite each other's network.
 *
 * @throws {Error} whose message says why there is none: another page has it, or the browser does not allow it.
 */
export async function runStorage(slot: string): Promise<RunStorage> {
  await holdAlone(`tenet-text/${slot}`);
  const store = createStore("tenet-lab", "text");
  const keys = [`${slot}/sources`, `${slot}/run`] as const;
  let written: KeptRun["sources"] | undefined;
  return {
    async read() {
      const [sources, run] = await getMany<unknown>([...keys], store);
      if (run === undefined) return undefined;
      written = sources as KeptRun["sources"];
      return { ...(run as Omit<KeptRun, "sources">), sources: written };
    },
    async write({ sources, ...run }) {
      if (sources === written) return set(keys[1], run, store);
      await setMany(
        [
          [keys[0], sources],
          [keys[1], run],
        ],
        store,
      );
      written = sources;
    },
    async clear() {
      await delMany([...keys], store);
      written = undefined;
    },
  };
}

/** Holds a lock of this name for the life of the worker. A page that is being reloaded gives it back within moments. */
function holdAlone(name: string): Promise<void> {
  if (navigator.locks === undefined) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const refused = () => reject(new Error("another tab has this element open, and keeps its own network."));
    navigator.locks
      .request(name, { signal: AbortSignal.timeout(2000) }, () => {
        resolve();
        return new Promise(() => {});
      })
      .catch(refused);
  });
}
