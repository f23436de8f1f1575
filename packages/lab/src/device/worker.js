/* The program of the workers of `<tenet-device>`. Bundlers find it by its URL in connect-device.ts. */
import { expose } from "comlink";
import { deviceWorker } from "./device-worker.ts";

expose(deviceWorker());
