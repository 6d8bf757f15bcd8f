"use strict";

// A browser on a busy machine may miss a deadline once; a second try says so in the log.
jest.retryTimes(1, { logErrorsBeforeRetry: true });
