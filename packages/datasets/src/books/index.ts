export { cacheDirectory } from "./cache-directory.ts";
export { type Book, type BookName, books } from "./catalogue.ts";
export type { Progress } from "./download.ts";
export { type FetchBookOptions, type FetchedBook, fetchBook } from "./fetch-book.ts";
