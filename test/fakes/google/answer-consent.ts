import { consentPath } from "./consent-page.ts";

/**
 * What a person does on the consent page: opens the address, chooses an account, leaves or unticks boxes, and continues or cancels.
 * Answers the address Google sends the browser back to, not yet opened.
 */
export const answerConsent = async (
  authorizationUrl: string,
  answer: { readonly email: string; readonly untick?: readonly string[]; readonly decision?: "allow" | "deny" },
): Promise<URL> => {
  const page = await fetch(authorizationUrl);
  const text = await page.text();
  if (page.status !== 200) throw new Error(`The consent page answered ${page.status}.`);
  const ticked = [...text.matchAll(/name="scope" value="([^"]+)"/g)].map((box) => box[1] ?? "");
  const form = new URLSearchParams({
    request: new URL(authorizationUrl).search.slice(1),
    email: answer.email,
    decision: answer.decision ?? "allow",
  });
  for (const scope of ticked) if (!answer.untick?.includes(scope)) form.append("scope", scope);
  const sent = await fetch(new URL(consentPath, authorizationUrl), { method: "POST", body: form, redirect: "manual" });
  return new URL(sent.headers.get("location") ?? "");
};
