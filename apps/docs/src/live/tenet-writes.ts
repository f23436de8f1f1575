import { sampleText } from "@tenetjs/datasets";
import { savesData } from "../site/saves-data.ts";
import { lossPath } from "./loss-path.ts";
import { sampleSteps } from "./sample-steps.ts";
import { wordsOf } from "./words-of.ts";
import type { FromWriter, ToWriter } from "./writing-messages.ts";

const known = new Set(wordsOf(sampleText));
const lastStep = sampleSteps.at(-1) as number;

/**
 * The figure of the front page: a network that learns to write, in a worker. Its markup is there from the start (Writes.astro); this
 * fills it. It pauses while its page is hidden, and starts by itself unless the visitor saves data.
 */
class TenetWrites extends HTMLElement {
  #worker: Worker | undefined;
  #pausedByVisitor = false;
  #losses: { readonly step: number; readonly loss: number }[] = [];
  readonly #onVisibility = () => this.#pauseOrGoOn();

  connectedCallback(): void {
    this.#button.addEventListener("click", () => this.#press());
    if (!savesData()) this.#learn();
    this.#button.hidden = false;
  }

  disconnectedCallback(): void {
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#worker?.terminate();
  }

  get #button(): HTMLButtonElement {
    return this.#part("button");
  }

  #part<Part extends Element>(selector: string): Part {
    return this.querySelector(selector) as Part;
  }

  #press(): void {
    if (this.#worker === undefined) {
      this.#learn();
      return;
    }
    this.#pausedByVisitor = !this.#pausedByVisitor;
    this.#button.textContent = this.#pausedByVisitor ? "Go on" : "Pause";
    this.#pauseOrGoOn();
  }

  #learn(): void {
    for (const text of this.querySelectorAll("[data-step] .text")) text.textContent = "";
    this.#losses = [];
    this.#worker = new Worker(new URL("./writer.ts", import.meta.url), { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<FromWriter>) => this.#show(data);
    this.#worker.onerror = ({ message }) => this.#show({ kind: "failed", reason: message });
    this.#tell({ kind: "learn", text: sampleText, sampleAt: sampleSteps });
    this.#button.textContent = "Pause";
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.#pauseOrGoOn();
  }

  #pauseOrGoOn(): void {
    this.#tell({ kind: this.#pausedByVisitor || document.hidden ? "pause" : "go-on" });
  }

  #tell(message: ToWriter): void {
    this.#worker?.postMessage(message);
  }

  #show(event: FromWriter): void {
    if (event.kind === "started") this.#part(".on").textContent = event.on;
    else if (event.kind === "failed") this.#part(".on").textContent = `It cannot train here: ${event.reason}`;
    else if (event.kind === "sample") this.#showSample(event.step, event.text);
    else this.#showProgress(event);
  }

  #showProgress({ step, loss, charactersPerSecond }: Extract<FromWriter, { kind: "progress" }>): void {
    this.#losses.push({ step, loss });
    this.#part(".loss").textContent = loss.toFixed(2);
    this.#part(".speed").textContent = Math.round(charactersPerSecond).toLocaleString("en");
    this.#part(".steps").textContent = step.toLocaleString("en");
    this.#part(".curve path").setAttribute("d", lossPath(this.#losses, lastStep));
    if (step < lastStep) return;
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#button.textContent = "Train again";
  }

  /** Words that the story has are dark, others faint. */
  #showSample(step: number, sample: string): void {
    const text = this.querySelector(`[data-step="${step}"] .text`);
    text?.replaceChildren(
      ...sample
        .replaceAll("\n", "\u21b5")
        .split(/([A-Za-z']+)/)
        .map((part, index) => {
          const span = document.createElement("span");
          span.textContent = part;
          if (index % 2 === 1 && known.has(part.toLowerCase())) span.className = "known";
          return span;
        }),
    );
    if (step === lastStep)
      this.#part<HTMLOutputElement>("output").value = `After ${step} steps it writes: ${sample}`;
  }
}

customElements.define("tenet-writes", TenetWrites);
