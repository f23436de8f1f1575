/* The program of the worker that runs the text of recipes. Bundlers find it by its URL in recipe-runner.ts. */
import { answerPage } from "../training/answer-page.ts";
import { recipeWorker } from "./recipe-worker.ts";

answerPage(recipeWorker);
