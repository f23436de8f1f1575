/*
 * Time limits for tests, in milliseconds. A limit only ends a test that hangs and does not measure speed, so each is several times what
 * a busy machine with two cores takes.
 */

/** The limit for a test, and for its set-up and clean-up. */
export const testLimit = 300_000;

/** The limit for one response of a program or a page. It is less than that of a test, so that the failure names the response. */
export const answerLimit = 120_000;

/** The limit for linear-time work on a few megabytes, which takes a second. Quadratic time would be hours. */
export const linearLimit = 60_000;
