/* global jest */
// Real parts on a busy machine of two cores: a slow start is no failure, and no test asserts wall time.
jest.setTimeout(300_000);
