/* The program of the worker of `<tenet-race>`. Bundlers find it by its URL in race-session.ts. */
import { expose } from "comlink";
import { raceWorker } from "./race-worker.ts";

expose(raceWorker());
