const statuses: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  KEY_REFUSED: 401,
  CREDENTIALS_REFUSED: 401,
  FORBIDDEN: 403,
  CSRF_REFUSED: 403,
  ORIGIN_REFUSED: 403,
  METHOD_REFUSED: 405,
  PATH_UNKNOWN: 404,
  LOG_FILE_UNKNOWN: 404,
  EXPORT_UNKNOWN: 404,
  VERDICT_UNKNOWN: 404,
  EXPORT_CHANGED: 410,
  BODY_TOO_LARGE: 413,
  UPLOAD_TOO_LARGE: 413,
  UPLOAD_UNKNOWN: 404,
  BODY_TYPE_REFUSED: 415,
  TOO_MANY_ATTEMPTS: 429,
  INTERNAL: 500,
  SHUTTING_DOWN: 503,
  TRAIL_UNAVAILABLE: 503,
}

/** The HTTP status of a refusal; the code says more, and is what clients should read. */
export const statusOf = (code: string): number => statuses[code] ?? 400
