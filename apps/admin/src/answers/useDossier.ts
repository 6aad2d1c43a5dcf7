import { useRef, useState } from 'react'
import { ApiError, toApiError } from '../api/api-error.js'

type Standing = 'coming' | 'here' | ApiError

/** What the server said instead of the page; a frame shows none of it. */
async function refusalAt(path: string): Promise<ApiError> {
  try {
    const answer = await fetch(path, { credentials: 'same-origin' })
    const { code, message, requestId } = (await answer.json()) as Record<string, string | undefined>
    return new ApiError(
      code ?? 'UNEXPECTED',
      message ?? `the API answered ${answer.status}`,
      requestId ?? null,
      answer.status,
    )
  } catch (error) {
    return toApiError(error)
  }
}

/** Whether the dossier stands in its frame, is still being made, or was refused and why. */
export function useDossier(path: string) {
  const frame = useRef<HTMLIFrameElement>(null)
  const [standing, setStanding] = useState<Standing>('coming')
  const [attempt, setAttempt] = useState(0)
  const onLoad = () => {
    // A refusal may not be framed: the browser then puts a page of its own there, which nobody may read.
    if (frame.current?.contentDocument?.querySelector('h1')) setStanding('here')
    else void refusalAt(path).then(setStanding)
  }
  const again = () => {
    setStanding('coming')
    setAttempt(attempt + 1)
  }
  return {
    frame,
    attempt,
    onLoad,
    again,
    here: standing === 'here',
    error: standing instanceof ApiError ? standing : null,
    print: () => frame.current?.contentWindow?.print(),
  }
}
