import { Injectable } from '@nestjs/common'
import { countTokens } from 'gpt-tokenizer/encoding/o200k_harmony'
import { TokenLimit } from '../token-limit.js'

/** Counts as the gpt-oss models do; text that looks like a control token is counted as plain text. */
@Injectable()
export class HarmonyTokenLimit extends TokenLimit {
  protected countTokens(text: string): number {
    return countTokens(text, { disallowedSpecial: new Set() })
  }
}
