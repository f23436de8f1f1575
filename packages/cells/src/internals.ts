export { type Environment, evaluate } from "./evaluate.ts";
