/** A command line that asks for nothing we know: exit code 2, with the usage of its command. */
export class UsageError extends Error {}
