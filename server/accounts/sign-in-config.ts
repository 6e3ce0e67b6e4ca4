import type { Config } from "../config.ts";
import type { SignInConfig } from "./better-auth.ts";

/** How people sign in, from the configuration; `port` is where the server listens, which a port of 0 leaves open. */
export const signInConfigOf = (config: Config, port: number): SignInConfig => {
  const loopback = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
  const { publicUrl, proxyHops } = config;
  const origins = publicUrl === undefined ? loopback : [publicUrl];
  return {
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    trustedOrigins: origins,
    google: config.google,
    proxyHops,
  };
};
