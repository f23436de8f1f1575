/** What the pool needs of a worker once it is started. */
export type StartedWorker = { terminate(): unknown };
