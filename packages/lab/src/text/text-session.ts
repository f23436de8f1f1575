import { proxy, type Remote } from "comlink";
import { openWorker } from "../training/open-worker.ts";
import type { Place } from "../training/start-on.ts";
import type { BeginOptions, KeptRun, TextFact, TextValues, TextWorker } from "./text-facts.ts";

/** The worker that trains, as the page's thread sees it. */
export type TextSession = {
  /** Begins on the backend of these values, with what was there before, if anything was. */
  begin(values: TextValues): Promise<void>;
  /** What the worker is asked, once it has begun; nothing happens before. */
  ask<Result>(call: (worker: Remote<TextWorker>) => Promise<Result>): Promise<Result | undefined>;
  /** Whether it trains and writes, from now on and after each beginning. */
  run(running: { readonly training: boolean; readonly writing: boolean }): void;
};

export type TextListener = {
  facts(facts: readonly TextFact[]): void;
  place(place: Place): void;
  fail(error: unknown): void;
};

/** A session that ends with the signal. Another backend gets a new worker, which goes on with the network of the last. */
export function textSession(
  options: Pick<BeginOptions, "slot" | "adopt">,
  listener: TextListener,
  signal: AbortSignal,
): TextSession {
  let remote: Remote<TextWorker> | undefined;
  let close = new AbortController();
  let begun = false;
  let running = { training: false, writing: false };

  const open = (): Remote<TextWorker> => {
    close = new AbortController();
    const worker = new Worker(new URL("./worker.js", import.meta.url), {
      type: "module",
      name: "tenet-text",
    });
    return openWorker<TextWorker>(worker, AbortSignal.any([signal, close.signal]), (error) => {
      begun = false;
      close.abort();
      listener.fail(error);
    });
  };

  /** What the worker does now. */
  let told = { training: false, writing: false };
  const tellRunning = async () => {
    if (!begun || remote === undefined) return;
    const last = told;
    told = running;
    if (told.writing !== last.writing) await remote.write(told.writing);
    if (told.training !== last.training) await (told.training ? remote.play() : remote.pause());
  };

  return {
    async begin(values) {
      let before: KeptRun | undefined;
      try {
        before = begun ? await remote?.keep() : undefined;
      } catch {
        // A worker that has failed gives nothing back. What the browser kept last is there.
      }
      close.abort();
      begun = false;
      remote = open();
      const current = remote;
      try {
        const place = await current.begin(
          { ...options, values, before },
          proxy((facts: readonly TextFact[]) => {
            if (current === remote && !signal.aborted) listener.facts(facts);
          }),
        );
        if (current !== remote || signal.aborted) return;
        begun = true;
        told = { training: false, writing: false };
        listener.place(place);
        await tellRunning();
      } catch (error) {
        if (current === remote && !signal.aborted) listener.fail(error);
      }
    },
    async ask(call) {
      if (!begun || remote === undefined) return undefined;
      return call(remote);
    },
    run(next) {
      running = next;
      tellRunning().catch(listener.fail);
    },
  };
}
