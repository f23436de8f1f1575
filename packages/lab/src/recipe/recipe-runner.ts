import type { Remote } from "comlink";
import { openWorker } from "../training/open-worker.ts";
import type { RecipeResult, RecipeSizes, RecipeWorker } from "./recipe-worker.ts";

/** The result of a text. Undefined if another text was to run before it ended. */
export type RecipeRunner = (text: string, sizes: RecipeSizes) => Promise<RecipeResult | undefined>;

/** How long a text may run, in milliseconds. Recipes take a few; the rest is for a machine that is busy. */
const longest = 2000;

/**
 * A function that runs the text of a recipe in a worker of its own, until the signal is aborted. Such a text is a program: it runs there and nowhere else, and leaves
 * data. A worker that does not answer in time is ended, and the next text gets another one.
 */
export function recipeRunner(signal: AbortSignal): RecipeRunner {
  let opened: { readonly remote: Remote<RecipeWorker>; readonly close: AbortController } | undefined;
  /** Settles the promise of the text that runs now. */
  let settle: ((result: RecipeResult | undefined) => void) | undefined;

  const open = () => {
    const close = new AbortController();
    const worker = new Worker(new URL("./worker.js", import.meta.url), {
      type: "module",
      name: "tenet-recipe",
    });
    const ends = AbortSignal.any([signal, close.signal]);
    const remote = openWorker<RecipeWorker>(worker, ends, (error) => {
      end();
      settle?.({ message: error.message, line: undefined });
    });
    return { remote, close };
  };
  const end = () => {
    opened?.close.abort();
    opened = undefined;
  };

  return (text, sizes) => {
    // A text that still runs may never end.
    if (settle !== undefined) end();
    settle?.(undefined);
    opened ??= open();
    const { remote } = opened;
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const mine = (result: RecipeResult | undefined) => {
        clearTimeout(timer);
        if (settle === mine) settle = undefined;
        resolve(result);
      };
      settle = mine;
      const stop = () => {
        end();
        mine({ message: tooLong, line: undefined });
      };
      const run = async () => {
        // The time in which the worker's program is loaded does not count.
        await remote.ready();
        timer = setTimeout(stop, longest);
        const result = await remote.run(text, sizes);
        clearTimeout(timer);
        mine("isUnparsed" in result && result.isUnparsed ? await remote.explain(text) : result);
      };
      run().catch((error: Error) => mine({ message: error.message, line: undefined }));
    });
  };
}

const tooLong = `The recipe had not ended after ${longest / 1000} seconds, and was stopped. Look for a loop without an end.`;
