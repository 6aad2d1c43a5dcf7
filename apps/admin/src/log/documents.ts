import { graphql, type ResultOf } from '../api/graphql.js'

export const LOG = graphql(`
  query Log {
    logState {
      origin
      size
      halted
      unsigned
      line {
        waiting
        more
        missing
      }
      watch {
        size
        verifiedAt
        wholeBeganAt
        difference
      }
      checkpoint {
        size
        signedAt
      }
      checkpoints(first: 20) {
        origin
        size
        root
        signedAt
        note
        cosignatures {
          witness
          cosignedAt
        }
      }
      witnesses {
        name
        url
        vkey
        size
        conflict
        failure
        seenAt
      }
      keys {
        origin
        vkey
        introducedAt
        retiredAt
      }
      digests(first: 31) {
        day
        madeAt
        note
      }
      continuations {
        fromOrigin
        toOrigin
        size
        reason
        recordedAt
      }
    }
  }
`)

export const LAST_CHECKPOINT = graphql(`
  query LastCheckpoint {
    logState {
      size
      halted
      unsigned
      watch {
        verifiedAt
        difference
      }
      checkpoint {
        size
        signedAt
        cosignatures {
          witness
          cosignedAt
        }
      }
      witnesses {
        name
        conflict
        failure
      }
    }
  }
`)

export type LogState = ResultOf<typeof LOG>['logState']
export type LastCheckpoint = ResultOf<typeof LAST_CHECKPOINT>['logState']
export type Checkpoint = LogState['checkpoints'][number]
export type Witness = LogState['witnesses'][number]
export type LogKey = LogState['keys'][number]
export type Digest = LogState['digests'][number]
