export { Hostdouble, HostdoubleError, VerificationError, World } from './client.js';
export { start } from './start.js';
