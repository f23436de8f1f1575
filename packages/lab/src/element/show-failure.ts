import { html } from "./make.ts";

/** Shows the message of an error as the last child of `place`, or removes it if `error` is undefined. */
export function showFailure(place: ParentNode, error: unknown): void {
  place.querySelector(":scope > .failure")?.remove();
  if (error === undefined) return;
  const message = error instanceof Error ? error.message : String(error);
  place.append(html("p", { class: "failure", part: "failure", role: "alert" }, message));
}
