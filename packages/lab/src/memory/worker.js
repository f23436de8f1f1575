/* The program of the worker of `<tenet-memory>`. Bundlers find it by its URL in connect-memory.ts. */
import { answerPage } from "../training/answer-page.ts";
import { memoryWorker } from "./memory-worker.ts";

answerPage(memoryWorker);
