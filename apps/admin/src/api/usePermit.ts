import { useCallback } from 'react'
import { usePermissions } from 'react-admin'

/** Asks whether the person may do something; what one may not do is not shown. */
export function usePermit() {
  const { permissions } = usePermissions<readonly string[]>()
  return useCallback(
    (permission: string) => permissions?.includes(permission) ?? false,
    [permissions],
  )
}
