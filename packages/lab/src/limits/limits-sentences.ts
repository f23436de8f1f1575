import { counted, listed, percent } from "../figure/words.ts";
import { accuracyOf, type LimitsRecord, type NetworkRecord, type State, stateOf } from "./limits-record.ts";
import { type LimitsTaskName, limitsTasks } from "./limits-tasks.ts";

/**
 * What the table shows now: "After 400 steps each, at T = 20, the RNN has learned parity and still guesses at adding; the LSTM has
 * learned every task."
 */
export function limitsSentence(record: LimitsRecord): string {
  if (record.step === 0) return "The networks have not been trained yet: all of them guess.";
  const columns = record.tasks[0]?.networks ?? [];
  const after = `After ${counted(record.step, "step")} each, at T = ${record.length},`;
  const clauses = columns.map(({ name }, lane) => `the ${name} ${columnInWords(record, lane)}`);
  if (new Set(columns.map((_, lane) => columnInWords(record, lane))).size === 1)
    return `${after} every cell ${columnInWords(record, 0)}.`;
  return `${after} ${clauses.join("; ")}.`;
}

function columnInWords({ tasks }: LimitsRecord, lane: number): string {
  const inState = (wanted: State) =>
    tasks.flatMap(({ name, chance, networks }) =>
      stateOf(networks[lane] as NetworkRecord, chance) === wanted ? [taskInWords(name)] : [],
    );
  const learned = inState("learned");
  if (learned.length === tasks.length) return "has learned every task";
  const guessing = inState("guessing");
  if (guessing.length === tasks.length) return "still guesses at every task";
  const learning = inState("learning");
  const failed = inState("failed");
  return listed([
    ...(learned.length > 0 ? [`has learned ${listed(learned)}`] : []),
    ...(learning.length > 0 ? [`is on its way with ${listed(learning)}`] : []),
    ...(guessing.length > 0 ? [`still guesses at ${listed(guessing)}`] : []),
    ...(failed.length > 0 ? [`failed at ${listed(failed)}`] : []),
  ]);
}

function taskInWords(name: LimitsTaskName): string {
  return limitsTasks[name].title.toLowerCase();
}

/** What the curves of a task show now: "Parity at T = 20, after 400 steps: RNN 100 %, LSTM 100 %, minGRU 53 %. A guess is right 50 % of the time." */
export function taskSentence(record: LimitsRecord, shown: LimitsTaskName): string {
  const task = record.tasks.find(({ name }) => name === shown) as LimitsRecord["tasks"][number];
  const title = limitsTasks[shown].title;
  const scores = task.networks.flatMap((network) => {
    const accuracy = accuracyOf(network);
    return accuracy === undefined ? [] : [`${network.name} ${percent(accuracy)}`];
  });
  const guess = `A guess is right ${percent(task.chance)} of the time.`;
  if (scores.length === 0) return `${title} at T = ${record.length}: not evaluated yet. ${guess}`;
  const after = record.step === 0 ? "before training" : `after ${counted(record.step, "step")}`;
  return `${title} at T = ${record.length}, ${after}: ${listed(scores)}. ${guess}`;
}

/** Where a network stands, under its number. */
export function stateInWords(network: NetworkRecord, chance: number): string {
  const state = stateOf(network, chance);
  if (state === "unknown" || state === "failed") return "";
  if (state === "learned" && network.learned !== undefined) return `in ${counted(network.learned, "step")}`;
  return state;
}
