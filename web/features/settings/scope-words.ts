/** A Google scope in plain words; one we do not know stays as Google writes it. */
export const scopeWords = (scope: string): string =>
  words[scope.replace("https://www.googleapis.com/auth/", "")] ?? scope;

const words: Readonly<Record<string, string>> = {
  "gmail.readonly": "Read mail (never send, change or delete it)",
  openid: "Know which Google account it is",
  email: "Know its address",
  "userinfo.email": "Know its address",
  profile: "Know its name",
  "userinfo.profile": "Know its name",
};
