import { ApiError } from '../api/api-error.js'
import { csrfToken } from '../api/session.js'
import type { BundleFile } from './bundle-files.js'

const place = '/imports/uploads'

/** Sends a bundle, one file a request, and answers the id it waits under. Tells the bytes sent so far. */
export async function uploadBundle(
  files: readonly BundleFile[],
  tell: (sentBytes: number) => void,
): Promise<string> {
  const { uploadId } = (await send('POST', place, null, () => undefined)) as { uploadId: string }
  let before = 0
  for (const { path, file } of files) {
    const to = `${place}/${encodeURIComponent(uploadId)}?file=${encodeURIComponent(path)}`
    await send('PUT', to, file, (sent) => tell(before + Math.min(sent, file.size)))
    before += file.size
  }
  return uploadId
}

/** `fetch` tells nothing of what was sent so far. */
function send(
  method: 'POST' | 'PUT',
  url: string,
  body: Blob | null,
  tell: (sentBytes: number) => void,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.responseType = 'json'
    const token = csrfToken()
    if (token) request.setRequestHeader('x-csrf-token', token)
    if (body) request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded }) => tell(loaded)
    request.onerror = () => reject(new ApiError('NOT_REACHABLE', 'the API cannot be reached'))
    request.onload = () => {
      if (request.status < 300) resolve(request.response)
      else reject(refusalOf(request))
    }
    request.send(body)
  })
}

function refusalOf({ response, status }: XMLHttpRequest): ApiError {
  const { code, message, requestId } = (response ?? {}) as Partial<Record<string, string>>
  return new ApiError(
    code ?? 'UNEXPECTED',
    message ?? `the API answered ${status}`,
    requestId ?? null,
    status,
  )
}
