/* The program of the workers of `<tenet-device>`. Bundlers find it by its URL in connect-device.ts. */
import { answerPage } from "../training/answer-page.ts";
import { deviceWorker } from "./device-worker.ts";

answerPage(deviceWorker);
