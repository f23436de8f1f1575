export { type Found, findGradients } from "./loop/training-step.ts";
