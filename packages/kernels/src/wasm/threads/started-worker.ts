/** A running worker, as the pool uses it. */
export type StartedWorker = { terminate(): unknown };
