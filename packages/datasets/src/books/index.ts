export { cacheDirectory } from "@tenetjs/core/node";
export { type Book, type BookName, books } from "./catalogue.ts";
export type { Progress } from "./download.ts";
export { type FetchBookOptions, type FetchedBook, fetchBook } from "./fetch-book.ts";
