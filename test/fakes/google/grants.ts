/** One access token as Google knows it. */
export type AccessToken = {
  readonly email: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
};

/** What people granted to which client: the emulator keeps tokens, and forgets who they belong together with, expiry and revocation. */
export type Grants = {
  /** Scopes this person ever granted this client and did not take back. */
  readonly grantedTo: (email: string, clientId: string) => readonly string[];
  /** Everything this person granted to anybody. */
  readonly grantedBy: (email: string) => readonly string[];
  readonly grant: (email: string, clientId: string, scopes: readonly string[]) => void;
  readonly addAccessToken: (token: string, access: AccessToken) => void;
  readonly addRefreshToken: (token: string, email: string, clientId: string) => void;
  /** The living token; undefined when unknown, expired or revoked. */
  readonly findAccess: (token: string) => AccessToken | undefined;
  readonly isRefreshable: (refreshToken: string) => boolean;
  /** Takes the whole grant back that this access or refresh token belongs to, as Google does. False for an unknown token. */
  readonly revokeByToken: (token: string) => boolean;
  /** The person takes everything back in their Google account. */
  readonly revokeAll: (email: string) => void;
  /** Every access token given so far is too old from now on. */
  readonly expireAccessTokens: () => void;
};

export const createGrants = (): Grants => {
  const scopesOf = new Map<string, ReadonlySet<string>>();
  const access = new Map<string, AccessToken>();
  const refresh = new Map<string, { readonly email: string; readonly clientId: string }>();
  const keyOf = (email: string, clientId: string) => `${clientId} ${email}`;
  const revoke = (isMeant: (holder: { readonly email: string; readonly clientId: string }) => boolean) => {
    for (const tokens of [access, refresh]) {
      for (const [token, holder] of tokens) {
        if (!isMeant(holder)) continue;
        scopesOf.delete(keyOf(holder.email, holder.clientId));
        tokens.delete(token);
      }
    }
  };
  return {
    grantedTo: (email, clientId) => [...(scopesOf.get(keyOf(email, clientId)) ?? [])],
    grantedBy: (email) => [...scopesOf].flatMap(([key, scopes]) => (key.endsWith(` ${email}`) ? [...scopes] : [])),
    grant(email, clientId, scopes) {
      const key = keyOf(email, clientId);
      scopesOf.set(key, new Set([...(scopesOf.get(key) ?? []), ...scopes]));
    },
    addAccessToken: (token, held) => void access.set(token, held),
    addRefreshToken: (token, email, clientId) => void refresh.set(token, { email, clientId }),
    findAccess(token) {
      const held = access.get(token);
      return held !== undefined && held.expiresAtMs > Date.now() ? held : undefined;
    },
    isRefreshable: (token) => refresh.has(token),
    revokeByToken(token) {
      const holder = access.get(token) ?? refresh.get(token);
      if (holder === undefined) return false;
      revoke(({ email, clientId }) => email === holder.email && clientId === holder.clientId);
      return true;
    },
    revokeAll: (email) => revoke((holder) => holder.email === email),
    expireAccessTokens() {
      for (const [token, held] of access) access.set(token, { ...held, expiresAtMs: 0 });
    },
  };
};
