/* The program of the worker of `<tenet-starts>`. Bundlers find it by its URL in connect-starts.ts. */
import { expose } from "comlink";
import { startsWorker } from "./starts-worker.ts";

expose(startsWorker());
