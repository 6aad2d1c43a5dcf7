import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Engine, Reply } from '../engine.js'
import type { WireFault } from '../faults/wire-faults.js'
import type { Metrics } from '../metrics.js'
import type { SimulatorOptions } from '../options.js'
import type { Slots } from '../slots.js'
import { parseChatRequest, type ChatRequest } from './chat-request.js'
import { completionBody, completionChunks, type Envelope } from './completion-body.js'
import { VllmError } from './vllm-error.js'

export interface ChatRouteParts {
  readonly options: SimulatorOptions
  readonly engine: Engine
  readonly slots: Slots
  readonly metrics: Metrics
}

/** The share of a reply's time that passes before its first token. */
const firstTokenShare = 0.2

export function chatRoute(app: FastifyInstance, parts: ChatRouteParts): void {
  app.post('/v1/chat/completions', async (request, reply) => {
    const chat = parseChatRequest(request.body)
    if (!parts.options.models.includes(chat.model))
      throw new VllmError(
        404,
        'NotFoundError',
        `The model \`${chat.model}\` does not exist.`,
        'model',
      )
    const gone = whenGone(reply)
    const askedAt = performance.now()
    const release = await parts.slots.take(gone)
    try {
      parts.metrics.queueTime.observe(secondsSince(askedAt))
      const fault = parts.engine.wireFault(chat)
      if (fault) return await suffer(fault, chat, parts, reply, gone)
      return await answer(chat, parts, request, reply, gone, askedAt)
    } catch (error) {
      if (gone.aborted) return reply.hijack()
      throw error
    } finally {
      release()
    }
  })
}

async function answer(
  chat: ChatRequest,
  { engine, metrics, options }: ChatRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  gone: AbortSignal,
  askedAt: number,
): Promise<FastifyReply> {
  const made = engine.reply(chat)
  const envelope = envelopeFor(chat, made, options, request)
  const firstTokenMs = made.latencyMs * firstTokenShare
  await wait(firstTokenMs, gone)
  metrics.timeToFirstToken.observe(secondsSince(askedAt))
  if (chat.stream) await stream(chat, made, envelope, reply, gone)
  else await wait(made.latencyMs - firstTokenMs, gone)
  metrics.finished(made.finishReason, made.promptTokens, made.completionTokens)
  metrics.endToEnd.observe(secondsSince(askedAt))
  return chat.stream ? reply : reply.send(completionBody(envelope, made))
}

async function stream(
  chat: ChatRequest,
  made: Reply,
  envelope: Envelope,
  reply: FastifyReply,
  gone: AbortSignal,
): Promise<void> {
  const chunks = completionChunks(envelope, made, chat.includeUsage)
  const stepMs = (made.latencyMs * (1 - firstTokenShare)) / chunks.length
  openStream(reply)
  for (const chunk of chunks) {
    await wait(stepMs, gone)
    reply.raw.write(`data: ${chunk}\n\n`)
  }
  reply.raw.end('data: [DONE]\n\n')
}

async function suffer(
  fault: WireFault,
  chat: ChatRequest,
  { engine, options }: ChatRouteParts,
  reply: FastifyReply,
  gone: AbortSignal,
): Promise<FastifyReply> {
  switch (fault.kind) {
    case 'answer':
      return reply
        .code(fault.status)
        .headers(fault.headers ?? {})
        .send({ error: { ...fault.error, param: null } })
    case 'silence':
      await new Promise((resolve) => gone.addEventListener('abort', resolve, { once: true }))
      return reply.hijack()
    case 'hang-up': {
      if (!chat.stream) reply.hijack().raw.destroy()
      else {
        const made = engine.reply(chat)
        const chunks = completionChunks(envelopeFor(chat, made, options), made, false)
        openStream(reply)
        for (const chunk of chunks.slice(0, Math.ceil(chunks.length / 3)))
          reply.raw.write(`data: ${chunk}\n\n`)
        reply.raw.end()
      }
      return reply
    }
  }
}

function openStream(reply: FastifyReply): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value)
  reply.hijack()
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
}

function envelopeFor(
  chat: ChatRequest,
  made: Reply,
  options: SimulatorOptions,
  request?: FastifyRequest,
): Envelope {
  const given = request?.headers['x-request-id']
  return {
    id: `chatcmpl-${typeof given === 'string' ? given : randomUUID().replaceAll('-', '')}`,
    created: Math.floor(Date.now() / 1000),
    model: chat.model,
    fingerprint: `simulated-${made.mode}-${options.name}`,
    reasoningField: options.reasoningField,
    includeReasoning: chat.includeReasoning,
  }
}

/** Aborts when the caller closes the connection before the reply is complete; a real server stops too. */
function whenGone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController()
  reply.raw.on('close', () => {
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (ms >= 1) await pause(ms, undefined, { signal })
  signal.throwIfAborted()
}

const secondsSince = (start: number): number => (performance.now() - start) / 1000
