/* The program of the worker of `<tenet-cell>`. Bundlers find it by its URL in connect-cell.ts. */
import { answerPage } from "../training/answer-page.ts";
import { cellWorker } from "./cell-worker.ts";

answerPage(cellWorker);
