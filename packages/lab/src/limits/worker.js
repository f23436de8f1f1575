/* The program of the worker of `<tenet-limits>`. Bundlers find it by its URL in connect-limits.ts. */
import { expose } from "comlink";
import { limitsWorker } from "./limits-worker.ts";

expose(limitsWorker());
