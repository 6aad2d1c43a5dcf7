import { useEffect, useState, type FormEvent } from 'react'
import { TextField } from '@mui/material'
import { useLogin } from 'react-admin'
import { useLocation } from 'react-router'
import { toApiError, type ApiError } from '../api/api-error.js'
import { Button } from '../parts/Button.js'
import { sentence } from '../parts/states.js'
import { typed } from '../words/form.js'
import './shell.css'

export function LoginPage() {
  const login = useLogin()
  useEffect(() => {
    document.title = 'Sign in · Assize'
  }, [])
  const { state } = useLocation() as { state: { nextPathname?: string } | null }
  const cameFrom = (state?.nextPathname ?? '/') !== '/'
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setError(null)
    try {
      await login({ email: typed(form, 'email'), password: typed(form, 'password') })
    } catch (reason) {
      setError(toApiError(reason))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className="login">
      <form className="panel form" onSubmit={(event) => void submit(event)} aria-label="Sign in">
        <div className="brand">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path
              d="M2 13.5 8 2.5l6 11M4.7 9h6.6"
              fill="none"
              stroke="var(--accent)"
              strokeWidth="2"
            />
          </svg>
          <h1 style={{ fontSize: 'inherit' }}>Assize</h1>
        </div>
        <p className="sub">
          {cameFrom
            ? 'Sign in, and you are back where you were.'
            : 'The record of what was judged, under which policy, and why.'}
        </p>
        <TextField
          name="email"
          label="Email"
          type="email"
          autoComplete="username"
          autoFocus
          required
        />
        <TextField
          name="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          required
        />
        {error && (
          <div className="alert" role="alert">
            <b>Not signed in.</b> {sentence(error.message)}
          </div>
        )}
        <Button type="submit" kind="primary" disabled={busy}>
          {busy ? 'Signing in' : 'Sign in'}
        </Button>
      </form>
    </main>
  )
}
