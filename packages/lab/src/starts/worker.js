/* The program of the worker of `<tenet-starts>`. Bundlers find it by its URL in connect-starts.ts. */
import { answerPage } from "../training/answer-page.ts";
import { startsWorker } from "./starts-worker.ts";

answerPage(startsWorker);
