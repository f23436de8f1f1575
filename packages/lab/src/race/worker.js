/* The program of the worker of `<tenet-race>`. Bundlers find it by its URL in connect-race.ts. */
import { answerPage } from "../training/answer-page.ts";
import { raceWorker } from "./race-worker.ts";

answerPage(raceWorker);
