/* The program of the worker of `<tenet-text>`. Bundlers find it by its URL in text-session.ts. */
import { expose } from "comlink";
import { textWorker } from "./text-worker.ts";

expose(textWorker());
