export type { Batch, Batches, Values } from "./batch.ts";
export { batches } from "./batches.ts";
export { type Book, type BookName, books } from "./books/catalogue.ts";
export type {
  Chat,
  ChatForm,
  ChatMessage,
  ChatMessageKind,
  DateOrder,
  UnreadLine,
} from "./chats/chat.ts";
export { type PseudonymiseOptions, pseudonymise } from "./chats/pseudonymise.ts";
export { type ReadChatOptions, readChat } from "./chats/read-chat.ts";
export { type SyntheticChatOptions, syntheticChat } from "./chats/synthetic/synthetic-chat.ts";
export { type TrainingTextOptions, toTrainingText } from "./chats/to-training-text.ts";
export {
  type Forecast,
  type ForecastErrors,
  forecastErrors,
  type MeanErrors,
} from "./series/forecast-errors.ts";
export { naiveForecast } from "./series/naive-forecast.ts";
export type { Scaling } from "./series/scaling.ts";
export type { SeriesRows } from "./series/series-rows.ts";
export { type TidesOptions, tides } from "./series/tides.ts";
export {
  type RowRange,
  type SeriesBatch,
  type TimeSeries,
  type TimeSeriesOptions,
  timeSeries,
} from "./series/time-series.ts";
export {
  type AddingBatch,
  type AddingProblem,
  type AddingProblemOptions,
  addingProblem,
} from "./tasks/adding-problem.ts";
export { type CopyTask, type CopyTaskOptions, copyTask } from "./tasks/copy-task.ts";
export {
  type FrequencyDiscrimination,
  type FrequencyDiscriminationOptions,
  frequencyDiscrimination,
  type WaveBatch,
} from "./tasks/frequency-discrimination.ts";
export { type Palindromes, type PalindromesOptions, palindromes } from "./tasks/palindromes.ts";
export { type Parity, type ParityOptions, parity } from "./tasks/parity.ts";
export type { DigitEncoding, SymbolEncoding } from "./tasks/symbols.ts";
export { byteVocabulary } from "./text/byte-vocabulary.ts";
export { characterVocabulary } from "./text/character-vocabulary.ts";
export {
  type ContiguousBatch,
  type ContiguousWindowsOptions,
  contiguousWindows,
} from "./text/contiguous-windows.ts";
export { fileKind, isZip } from "./text/file-kind.ts";
export { stripGutenberg } from "./text/gutenberg.ts";
export {
  type Mixture,
  type MixtureOptions,
  mixture,
  type TextSource,
  type TokenSource,
} from "./text/mixture.ts";
export { type MixtureBatch, mixtureWindows } from "./text/mixture-windows.ts";
export { type OrderedWindowsOptions, orderedWindows } from "./text/ordered-windows.ts";
export { type RandomWindowsOptions, randomWindows } from "./text/random-windows.ts";
export { type ReadTextOptions, readText } from "./text/read-text.ts";
export { sampleText } from "./text/samples/the-lighthouse.ts";
export { type SplitContiguousOptions, splitContiguous } from "./text/split-contiguous.ts";
export type { TokenBatch } from "./text/token-batch.ts";
export type { Tokens } from "./text/tokens.ts";
export type { Decoder, EncodeOptions, Vocabulary, VocabularyData } from "./text/vocabulary.ts";
export { vocabularyFromJSON } from "./text/vocabulary-from-json.ts";
export { type WordVocabularyOptions, wordVocabulary } from "./text/word-vocabulary.ts";
