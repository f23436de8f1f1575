/* The worker in which the network of the front page trains. */
import { start } from "@tenetjs/backends";
import "@tenetjs/kernels/register";
import { learnToWrite } from "./learn-to-write.ts";
import type { FromWriter, ToWriter } from "./writing-messages.ts";

const post = (message: FromWriter) => globalThis.postMessage(message);

/** Resolved while the page does not pause. */
let goingOn = Promise.resolve();
/** Ends the pause; undefined while there is none. */
let goOn: (() => void) | undefined;

// WebKit evaluates a worker's entry again when a chunk imports from it. The first evaluation answers.
globalThis.onmessage ??= ({ data }: MessageEvent<ToWriter>) => {
  if (data.kind === "learn") {
    learn(data).catch((error: unknown) => post({ kind: "failed", reason: String(error) }));
  } else if (data.kind === "go-on") {
    goOn?.();
    goOn = undefined;
  } else if (goOn === undefined) {
    // The page asks for a pause again if its tab is hidden during one.
    goingOn = new Promise((resolve) => {
      goOn = resolve;
    });
  }
};

async function learn({ text, sampleAt }: Extract<ToWriter, { kind: "learn" }>): Promise<void> {
  const { backend, threads, whyOneThread } = await start("auto", { among: ["wasm", "cpu"] });
  const name = backend === "wasm" ? "WebAssembly" : "plain JavaScript";
  const why = whyOneThread === undefined ? "" : ` (${whyOneThread})`;
  post({ kind: "started", on: `${name}, ${threads} ${threads === 1 ? "thread" : "threads"}${why}` });
  for await (const event of learnToWrite(text, { sampleAt, prompt: "The ", length: 56 })) {
    post(event);
    await goingOn;
  }
}
