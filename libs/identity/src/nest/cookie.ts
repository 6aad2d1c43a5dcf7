export const sessionCookie = 'assize_session'

/** The value of one cookie in a `cookie` header. */
export function cookieNamed(name: string, header: string | undefined): string | undefined {
  const pair = header
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
  return pair?.slice(name.length + 1)
}

/** A `set-cookie` value our scripts cannot read and other sites cannot send; without a token it clears the cookie. */
export function setSessionCookie(
  token: string | null,
  options: { readonly secure: boolean; readonly maxAgeMs: number },
): string {
  const age = token === null ? 0 : Math.floor(options.maxAgeMs / 1000)
  const parts = [`${sessionCookie}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict']
  return [...parts, `Max-Age=${age}`, ...(options.secure ? ['Secure'] : [])].join('; ')
}
