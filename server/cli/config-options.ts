/** What readConfig is told by a command line. */
export const configOptions = ({ data }: { readonly data?: string | undefined }) =>
  data === undefined ? {} : { dataDirectory: data };
