/** Why content was erased, as a page that no longer shows it says. */
export const erasureWords = {
  SUBJECT_REQUEST: 'the person it is from asked for it',
  GUARDIAN_REQUEST: 'a guardian asked for it',
  COURT_ORDER: 'a court ordered it',
  AUTHORITY_ORDER: 'an authority ordered it',
  SUBMITTED_IN_ERROR: 'it was submitted in error',
  UNLAWFUL_PROCESSING: 'it should not have been processed',
  RETENTION: 'it was kept for as long as the rules allow',
} as const
