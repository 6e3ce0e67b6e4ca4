/** The closed set of errors an operation may answer (contracts, 1). Clients branch on the tag; messages hold no personal data. */
export const errorTags = {
  ValidationError: { http: 400, exit: 2 },
  AuthenticationRequiredError: { http: 401, exit: 1 },
  ForbiddenError: { http: 403, exit: 1 },
  NotFoundError: { http: 404, exit: 1 },
  ConflictError: { http: 409, exit: 1 },
  SubjectAmbiguousError: { http: 409, exit: 1 },
  SubjectUnknownError: { http: 404, exit: 1 },
  GoogleScopeExpansionRequiredError: { http: 409, exit: 1 },
  ProviderAccountSelectionRequiredError: { http: 409, exit: 1 },
  PayloadTooLargeError: { http: 413, exit: 1 },
  UnknownOntologyError: { http: 422, exit: 1 },
  EvidenceUnavailableError: { http: 410, exit: 1 },
  RateLimitedError: { http: 429, exit: 1 },
  OverloadedError: { http: 503, exit: 1 },
  ProviderUnavailableError: { http: 503, exit: 1 },
  UnavailableError: { http: 503, exit: 1 },
  InternalError: { http: 500, exit: 1 },
} as const;

export type ErrorTag = keyof typeof errorTags;

/** An expected failure, thrown by product code and rendered by a door. `fields` are the tag's own fields of the contract. */
export class BeepError extends Error {
  readonly tag: ErrorTag;
  readonly fields: Readonly<Record<string, unknown>>;

  constructor(tag: ErrorTag, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = tag;
    this.tag = tag;
    this.fields = fields;
  }
}
