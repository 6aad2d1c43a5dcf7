import { useQuery } from '@tanstack/react-query'
import { ApiError, toApiError } from '../api/api-error.js'

/** The keys this installation says its log is signed with, one a line. */
export const useLogKeys = () =>
  useQuery<string, ApiError>({
    queryKey: ['log-keys'],
    queryFn: async () => {
      const answer = await fetch('/log/vkey', { credentials: 'same-origin' }).catch(
        (error: unknown) => {
          throw toApiError(error)
        },
      )
      if (answer.ok) return answer.text()
      throw new ApiError(
        'KEYS_UNREAD',
        `the log's keys could not be read: the API answered ${answer.status}`,
        answer.headers.get('x-request-id'),
        answer.status,
      )
    },
    staleTime: 60_000,
  })
