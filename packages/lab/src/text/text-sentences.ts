import { natsToBits } from "@tenetjs/core";
import { counted } from "../figure/words.ts";
import type { Author, Begun, TextValues, UnitFinding } from "./text-facts.ts";
import { titleOf } from "./text-name.ts";
import { lastEvaluation, type TextRecord } from "./text-record.ts";

/** What the curves show now. */
export function lossSentence(record: TextRecord): string {
  const last = lastEvaluation(record);
  const { begun } = record;
  if (begun === undefined || last === undefined) return "The network has not been measured yet.";
  const { loss, trainingLoss } = last;
  const gap =
    trainingLoss !== undefined && loss - trainingLoss > 0.25
      ? ` On the text that it trains on, it loses only ${trainingLoss.toFixed(2)}: it learns that text by heart.`
      : "";
  const best = Math.min(...record.evaluations.map((one) => one.loss));
  const worse =
    loss - best > 0.05
      ? ` It was at ${best.toFixed(2)} before: more training makes it worse on what it has not read.`
      : "";
  const each =
    last.losses === undefined
      ? ""
      : ` It loses ${last.losses.map((one, index) => `${one.toFixed(2)} in ${titleOf(begun.names[index] ?? "")}`).join(" and ")}.`;
  return `After ${counted(last.step, "step")}, the network loses ${loss.toFixed(2)} nats at each of ${counted(begun.evaluated, "character")} that it was not trained on.${each}${gap}${worse} A guess loses ${Math.log(begun.vocabularySize).toFixed(2)}.`;
}

/** A loss in bits: "2.45 bits". */
export function inBits(loss: number): string {
  return `${natsToBits(loss).toFixed(2)} bits`;
}

/** What the network is trained on, or that it is not. */
export function sourceSentence({ kind, names, found, characters, vocabularySize }: Begun): string {
  const part = names.length > 1 ? "The last tenth of each" : "The last tenth";
  const size = `${counted(characters, "character")}, ${vocabularySize.toLocaleString("en")} different ones. ${part} is held out.`;
  if (kind === "weights")
    return "A network from a file, without the text that it was trained on. It writes; to train it on, drop in that text.";
  return found === "" ? size : `${found} ${size}`;
}

/** A span of time: "2 min 10 s". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "–";
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

/** What the colours of surprise, or of one unit, show. */
export function passageSentence({ passage }: TextRecord, shows: "surprise" | "unit"): string {
  if (passage === undefined) return "There is no held-out text to show.";
  const { surprises, outputs, unit, characters } = passage;
  if (shows === "unit") {
    const [low, high] = [Math.min(...outputs), Math.max(...outputs)];
    return `Unit ${unit + 1}, after each character. Here it runs from ${signed(low)} to ${signed(high)}.`;
  }
  const mean = surprises.reduce((sum, value) => sum + value, 0) / surprises.length;
  const most = surprises.indexOf(Math.max(...surprises));
  const context = characters.slice(Math.max(0, most - 12), most).join("");
  return `The network loses ${mean.toFixed(2)} nats a character here. What surprises it most is ${quoted(characters[most] ?? "")} after ${quoted(context)}: it gave it a probability of ${probability(surprises[most] ?? 0)}.`;
}

/** Who writes, if it is not the network that is trained here. */
export function authorSentence(author: Author, chosen: TextValues["author"]): string {
  if (!author.trainedBefore) return "";
  const until = chosen === "better" ? ", until the one that is trained here is nearly as good" : "";
  return `Written by a network that was trained on the story before, and loses ${author.loss.toFixed(2)} nats at each held-out character${until}.`;
}

/** What the table of units shows. */
export function unitsSentence(findings: readonly UnitFinding[]): string {
  const best = findings.toSorted((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation))[0];
  if (best === undefined) return "There is too little held-out text to compare units with it.";
  return `Unit ${best.unit + 1} follows most closely something that has a name: ${best.feature} (r = ${signed(best.correlation)}).`;
}

export function signed(value: number): string {
  return value.toFixed(2).replace("-", "−");
}

function probability(surprise: number): string {
  const part = Math.exp(-surprise);
  return part >= 0.01
    ? `${Math.round(100 * part)} %`
    : `1 in ${Number((1 / part).toPrecision(2)).toLocaleString("en")}`;
}

/** A piece of text in quotation marks, with its line ends visible. */
export function quoted(text: string): string {
  return `“${text.replaceAll("\n", "⏎")}”`;
}
