export { type Memorisation, memorisation, type NovelNgrams } from "./memorisation.ts";
export { type NgramOptions, type NgramState, ngramModel } from "./ngram-model.ts";
export { type ResemblanceOptions, resemblance } from "./resemblance.ts";
export { type ScoreOptions, score } from "./score.ts";
export { type Score, type ScoreSums, scoreOf } from "./score-of.ts";
export { type Surprisal, surprisals } from "./surprisals.ts";
