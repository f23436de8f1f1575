/** What the page of the tests keeps, in its global `record`: the events of its elements. Times are in milliseconds since it began to load. */
export type PageRecord = {
  readonly events: { readonly type: string; readonly detail: unknown; readonly time: number }[];
};
