/* The program of the worker of `<tenet-text>`. Bundlers find it by its URL in connect-text.ts. */
import { answerPage } from "../training/answer-page.ts";
import { textWorker } from "./text-worker.ts";

answerPage(textWorker);
