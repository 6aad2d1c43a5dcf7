import type { AuthProvider } from 'react-admin'
import { isSignedOut } from './api-error.js'
import { findSession, forgetSession, signIn, signOut } from './session.js'

export const authProvider: AuthProvider = {
  login: ({ email, password }: { email: string; password: string }) => signIn(email, password),
  logout: async () => {
    await signOut()
  },
  checkAuth: async () => {
    if (!(await findSession())) throw new Error('nobody is signed in')
  },
  checkError: async (error: unknown) => {
    if (!isSignedOut(error)) return
    forgetSession()
    throw error
  },
  getIdentity: async () => {
    const session = await findSession()
    if (!session) throw new Error('nobody is signed in')
    return { ...session.person, fullName: session.person.name }
  },
  getPermissions: async () => (await findSession())?.person.permissions ?? [],
}
