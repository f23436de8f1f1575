/* The program of the worker of `<tenet-limits>`. Bundlers find it by its URL in connect-limits.ts. */
import { answerPage } from "../training/answer-page.ts";
import { limitsWorker } from "./limits-worker.ts";

answerPage(limitsWorker);
