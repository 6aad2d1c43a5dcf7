import {
  listCodeMentions,
  partMention,
  readPolicyParts,
  readRuleCodes,
  toPartMention,
  type CodeMention,
  type PartMention,
  type PolicyParts,
  type RuleCodes,
} from '@assize/policy'
import { AnchoredPattern } from './anchored-pattern.js'
import type { AuditSubject } from './audit-subject.js'
import { listUndefinedRules, type UndefinedRule } from './cited-rules.js'
import { ContentReading, type ContentMemory } from './content-reading.js'
import type { HiddenLetters } from './hidden-letters.js'
import { Passages } from './passages.js'
import { listQuotations, type Quotation } from './quotations.js'
import { readQuotations, type QuotationReading } from './quotation-reading.js'
import { listSentences, type Sentence } from './sentences.js'
import { readVocabulary, type Vocabulary } from './vocabulary.js'
import { readWords, signsWithin, type TextWords } from './words.js'

/** A policy's text, read once for all verdicts made under it. */
export interface PolicyReading {
  readonly codes: RuleCodes
  readonly parts: PolicyParts
  readonly passages: Passages
}

const partMentions = new AnchoredPattern(partMention.source, partMention.flags, partMention.nouns)

const recent = new Map<string, PolicyReading>()
const keptPolicies = 64

/** Remembers the latest few policies; a bundle holds many traces and few policies. */
export function readPolicy(policyText: string): PolicyReading {
  const known = recent.get(policyText)
  if (known) return known
  const reading = {
    codes: readRuleCodes(policyText),
    parts: readPolicyParts(policyText),
    passages: new Passages(policyText),
  }
  const oldest = recent.keys().next()
  if (recent.size >= keptPolicies && !oldest.done) recent.delete(oldest.value)
  recent.set(policyText, reading)
  return reading
}

/** All there from the start, so that every reading has one shape, which is read fastest. */
interface Made {
  content: ContentReading | undefined
  output: Passages | undefined
  quotations: readonly Quotation[] | undefined
  quotationReadings: readonly QuotationReading[] | undefined
  codeMentions: readonly CodeMention[] | undefined
  partMentions: readonly PartMention[] | undefined
  undefinedRules: readonly UndefinedRule[] | undefined
  sentences: readonly Sentence[] | undefined
  sentenceSigns: readonly number[] | undefined
  traceWords: TextWords | undefined
  vocabulary: Vocabulary | undefined
}

/** A subject with the readings that several detectors share, each made when first asked for. */
export class SubjectReading {
  private readonly made: Made = {
    content: undefined,
    output: undefined,
    quotations: undefined,
    quotationReadings: undefined,
    codeMentions: undefined,
    partMentions: undefined,
    undefinedRules: undefined,
    sentences: undefined,
    sentenceSigns: undefined,
    traceWords: undefined,
    vocabulary: undefined,
  }

  /** With a memory, contents that come again are read once. */
  constructor(
    readonly subject: AuditSubject,
    private readonly memory?: ContentMemory,
  ) {}

  get policy(): PolicyReading {
    return readPolicy(this.subject.policyText)
  }

  get contentReading(): ContentReading {
    const { messages } = this.subject
    return (this.made.content ??= this.memory?.read(messages) ?? new ContentReading(messages))
  }

  /** One per message, in order. */
  get content(): readonly Passages[] {
    return this.contentReading.passages
  }

  get contentText(): string {
    return this.contentReading.text
  }

  /** What the messages say underneath. */
  get hiddenLetters(): HiddenLetters {
    return this.contentReading.hiddenLetters
  }

  get output(): Passages {
    return (this.made.output ??= new Passages(this.subject.output))
  }

  get quotations(): readonly Quotation[] {
    return (this.made.quotations ??= listQuotations(this.subject.trace))
  }

  /** Quotations of two words or more, beside the texts they may come from. */
  get quotationReadings(): readonly QuotationReading[] {
    return (this.made.quotationReadings ??= readQuotations(this))
  }

  /** In the trace, whether or not the policy has them. */
  get codeMentions(): readonly CodeMention[] {
    return (this.made.codeMentions ??= listCodeMentions(this.subject.trace))
  }

  get partMentions(): readonly PartMention[] {
    return (this.made.partMentions ??= Array.from(
      partMentions.matches(this.subject.trace, this.traceWords),
      toPartMention,
    ))
  }

  /** Cited in the trace or the output. */
  get undefinedRules(): readonly UndefinedRule[] {
    return (this.made.undefinedRules ??= listUndefinedRules(this))
  }

  get sentences(): readonly Sentence[] {
    return (this.made.sentences ??= listSentences(this.subject.trace))
  }

  /** Of each sentence, the classes to which any of its words belongs. */
  get sentenceSigns(): readonly number[] {
    return (this.made.sentenceSigns ??= this.sentences.map(({ start, end }) =>
      signsWithin(this.traceWords, start, end),
    ))
  }

  get traceWords(): TextWords {
    return (this.made.traceWords ??= readWords(this.subject.trace))
  }

  get vocabulary(): Vocabulary {
    return (this.made.vocabulary ??= readVocabulary(this))
  }
}
