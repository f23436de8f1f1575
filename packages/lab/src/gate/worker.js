/* The program of the worker of `<tenet-gate>`. Bundlers find it by its URL in connect-gate.ts. */
import { answerPage } from "../training/answer-page.ts";
import { gateWorker } from "./gate-worker.ts";

answerPage(gateWorker);
