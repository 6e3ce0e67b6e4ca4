import type { Config } from "../server/config.ts";
import { callbackPath } from "../server/google/google.ts";
import { type RunningServer, startServer } from "../server/main.ts";
import type { FakeGoogle } from "../test/fakes/google/google.ts";
import { startDemoGoogle } from "./start-google.ts";

/** Beep as it always is, configured with a stand-in for Google that runs beside it. */
export type Demonstration = {
  readonly google: FakeGoogle;
  readonly api: NonNullable<RunningServer["api"]>;
  readonly close: () => Promise<void>;
};

export const openDemonstration = async (config: Config): Promise<Demonstration> => {
  const google = await startDemoGoogle();
  try {
    const { api, stop } = await startServer({ ...config, google: google.config }, "all");
    if (api === undefined) throw new Error("A server of all roles listens.");
    for (const path of [callbackPath, "/api/auth/callback/google"]) google.addRedirectUri(`${api.publicUrl}${path}`);
    return { google, api, close: () => stop().finally(google.close) };
  } catch (error) {
    await google.close();
    throw error;
  }
};
