/*
 * Time limits for tests, in milliseconds. A limit only ends a test that hangs and does not measure speed, so each is several times what
 * a busy machine with two cores takes.
 */

/** The limit for a test, and for its set-up and clean-up. */
export const testLimit = 300_000;

/** The limit for one response of a program or a page. It is less than that of a test, so that the failure names the response. */
export const answerLimit = 120_000;

/**
 * How often a test that drives a browser is tried again. A browser is a program that we do not control, and in CI one failure would throw away all other
 * checks. A test that passes at its second try is reported as flaky, with its error.
 */
export const browserRetries = process.env.CI ? 1 : 0;

/** The limit for linear-time work on a few megabytes, which takes a second. Quadratic time would be hours. */
export const linearLimit = 60_000;
