import { here } from "../scenarios/scenarios.ts";
import type { Answer, Request } from "./messages.ts";

/** The result of the requested scenario on this thread, or the stack of its error. */
export async function answer({ name, argument }: Request): Promise<Answer> {
  try {
    return { result: await here.run(name, argument) };
  } catch (error) {
    return { failure: stackOf(error) };
  }
}

/** An error's message and stack. In some engines the stack does not start with the message. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message, stack = "" } = error;
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}
