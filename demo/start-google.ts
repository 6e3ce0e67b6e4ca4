import { type FakeGoogle, startGoogle } from "../test/fakes/google/google.ts";
import { devon, elena } from "./cast.ts";

const mailOf = (name: string): string => new URL(name, import.meta.url).pathname;

/** The stand-in for Google, with the accounts of two people of the firm and the mail in them, some of which both got. */
export const startDemoGoogle = async (): Promise<FakeGoogle> => {
  const google = await startGoogle({ accounts: [elena, devon], redirectUris: [] });
  await google.mailboxes.fill(elena.email, [mailOf("larkfield.mbox")]);
  await google.mailboxes.fill(devon.email, [mailOf("devon.mbox")]);
  return google;
};
