import { html } from "../element/make.ts";
import type { Programs } from "./text-facts.ts";
import type { TextActions } from "./text-host.ts";

/** Saving, loading and exporting. */
export type TextFiles = {
  readonly element: HTMLElement;
  showPrograms(programs: Programs): void;
};

export function textFiles(actions: TextActions): TextFiles {
  const save = html("button", { type: "button" }, "Save the network");
  save.onclick = actions.save;
  const program = html("button", { type: "button" }, "Train it elsewhere");
  program.onclick = actions.program;
  const command = html("pre", { tabIndex: 0 });
  const typescript = html("pre", { tabIndex: 0 });
  const programs = html(
    "div",
    { hidden: true },
    html("h4", {}, "On the command line"),
    command,
    html("h4", {}, "As a TypeScript program"),
    typescript,
  );
  const element = html(
    "section",
    { class: "files", part: "files" },
    html("h3", {}, "Take it with you"),
    html(
      "p",
      { class: "note" },
      "A saved network is a safetensors file with the weights and the vocabulary, without the text. Drop it on this page again, or read it with tenet sample and tenet inspect.",
    ),
    html("div", { class: "buttons" }, save, program),
    programs,
  );
  return {
    element,
    showPrograms(given) {
      command.textContent = given.command;
      typescript.textContent = given.typescript;
      programs.hidden = false;
    },
  };
}

/** Hands bytes to the reader as a download. */
export function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  html("a", { href: url, download: name }).click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
