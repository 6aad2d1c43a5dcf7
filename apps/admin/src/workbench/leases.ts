/** A hold on a case, kept for this tab so that a reload does not lose it. */
export interface Lease {
  readonly caseId: string
  readonly token: string
  readonly expiresAt: string
}

const key = (caseId: string) => `assize.lease.${caseId}`

export function keepLease(lease: Lease) {
  sessionStorage.setItem(key(lease.caseId), JSON.stringify(lease))
}

export function findLease(caseId: string, now: Date): Lease | null {
  const text = sessionStorage.getItem(key(caseId))
  if (!text) return null
  const lease = JSON.parse(text) as Lease
  return Date.parse(lease.expiresAt) > now.getTime() ? lease : null
}

export const dropLease = (caseId: string) => sessionStorage.removeItem(key(caseId))
