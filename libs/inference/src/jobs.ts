/** An endpoint was added, changed, put out of use or removed: every process reads the list anew. */
export const endpointConfigured = 'endpoint.configured'

/** What is seen of an endpoint changed; told for those who are watching now. */
export const endpointChanged = 'endpoint.changed'
