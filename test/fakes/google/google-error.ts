/** The body and status of a Google API error, in the shape of the real one. */
export const googleError = (kind: keyof typeof errors) => {
  const { code, reason, status, message } = errors[kind];
  const details =
    kind === "insufficient_scope_403"
      ? [
          {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            domain: "googleapis.com",
          },
        ]
      : undefined;
  return [
    { error: { code, message, errors: [{ message, domain: domainOf(reason), reason }], status, details } },
    code,
  ] as const;
};

const domainOf = (reason: string) => (/limit/i.test(reason) ? "usageLimits" : "global");

// Messages and reasons as on https://developers.google.com/workspace/gmail/api/guides/handle-errors
const errors = {
  unauthorized_401: {
    code: 401,
    reason: "authError",
    status: "UNAUTHENTICATED",
    message: "Request had invalid authentication credentials. Expected OAuth 2 access token.",
  },
  insufficient_scope_403: {
    code: 403,
    reason: "insufficientPermissions",
    status: "PERMISSION_DENIED",
    message: "Request had insufficient authentication scopes.",
  },
  rate_limited_403: {
    code: 403,
    reason: "rateLimitExceeded",
    status: "RESOURCE_EXHAUSTED",
    message: "User-rate limit exceeded. Retry after a moment.",
  },
  rate_limited_429: {
    code: 429,
    reason: "rateLimitExceeded",
    status: "RESOURCE_EXHAUSTED",
    message: "Too many concurrent requests for user.",
  },
  not_found_404: { code: 404, reason: "notFound", status: "NOT_FOUND", message: "Requested entity was not found." },
  internal_500: { code: 500, reason: "backendError", status: "INTERNAL", message: "Backend Error" },
  unavailable_503: {
    code: 503,
    reason: "backendError",
    status: "UNAVAILABLE",
    message: "The service is currently unavailable.",
  },
} as const;
