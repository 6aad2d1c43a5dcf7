import { useEffect } from 'react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useLogoutIfAccessDenied } from 'react-admin'
import { ApiError, isRefusal, type RefusalMember } from './api-error.js'
import type { TadaDocumentNode } from './graphql.js'
import { operationName, request } from './request.js'

interface Reading<R> {
  readonly enabled?: boolean
  /** All the time, or as long as the last answer asks for it. */
  readonly refetchEveryMs?: number | ((last: R | undefined) => number | false)
  /** Keep showing the last answer while another page of the same list loads. */
  readonly keep?: boolean
}

/** A query typed by its document; cached under its operation's name and variables. */
export function useGraph<R, V>(
  document: TadaDocumentNode<R, V>,
  variables: V,
  how: Reading<R> = {},
) {
  const logoutIfDenied = useLogoutIfAccessDenied()
  const every = how.refetchEveryMs
  const result = useQuery<R, ApiError>({
    queryKey: [operationName(document), variables],
    queryFn: () => request(document, variables),
    enabled: how.enabled ?? true,
    refetchInterval: ({ state }) =>
      typeof every === 'function' ? every(state.data) : (every ?? false),
    ...(how.keep ? { placeholderData: keepPreviousData } : {}),
  })
  const { error } = result
  useEffect(() => {
    if (error) void logoutIfDenied(error)
  }, [error, logoutIfDenied])
  return result
}

type Accepted<M> = Exclude<M, RefusalMember | { __typename: 'Refusal' }>

/** A mutation whose refusals become errors a form can show beside what was kept. */
export function useAct<R, V, M extends { __typename?: string } | null>(
  document: TadaDocumentNode<R, V>,
  member: (result: R) => M,
) {
  return useMutation<Accepted<NonNullable<M>>, ApiError, V>({
    mutationKey: [operationName(document)],
    mutationFn: async (variables) => {
      const answer = member(await request(document, variables))
      if (answer === null) throw new ApiError('EMPTY', 'the API gave no answer')
      if (isRefusal(answer)) {
        throw new ApiError(answer.code, answer.message, answer.requestId, null, answer.facts)
      }
      return answer as Accepted<NonNullable<M>>
    },
  })
}
